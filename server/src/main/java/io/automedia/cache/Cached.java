package io.automedia.cache;

import java.time.Duration;

/// A question whose answer may be kept.
///
/// @param owner whose answer it is: the id of a person, or of a thing that is only one person's. What is kept for one
/// owner is never given to another, and
///     [Cache#forget] forgets all of it
/// @param kind what is asked, for the measurements, such as `volume`
/// @param about tells it from other questions of the kind; short and without secrets, since it is part of a
///     key
/// @param type how the answer looks: a record that can be written as JSON
/// @param fresh how old it may be
public record Cached<T>(String owner, String kind, String about, Class<T> type, Duration fresh) {
    public Cached {
        if (owner.isEmpty() || owner.contains(":") || kind.isEmpty() || kind.contains(":")) {
            throw new IllegalArgumentException("an owner and a kind are needed, and neither has a colon in it");
        }
    }

    String key() {
        return ofOwner(owner) + kind + ":" + about;
    }

    String changedKey() {
        return changedKey(owner);
    }

    static String changedKey(String owner) {
        return ofOwner(owner) + "changed";
    }

    /// How all keys of an owner begin.
    static String ofOwner(String owner) {
        return "cache:" + owner + ":";
    }
}
