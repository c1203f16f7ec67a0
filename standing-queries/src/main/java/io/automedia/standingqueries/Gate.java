package io.automedia.standingqueries;

/// One condition of a query and how a text met it; `wanted` and `found` are for people to read, empty sets as "any".
public record Gate(Kind kind, boolean passed, String wanted, String found) {

    /// What is looked at; a [#MINIMUM] is there once for each count that has one.
    public enum Kind {
        TERMS,
        EXCLUDES,
        PLATFORM,
        TYPE,
        LANGUAGE,
        SENTIMENT,
        PLACE,
        VERIFIED,
        FOLLOWERS,
        MINIMUM
    }
}
