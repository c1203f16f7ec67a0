package io.automedia.platforms;

/// What became of one of several things that a person wanted to follow.
public sealed interface Followed {
    /// What he asked for, in his words.
    String wanted();

    /// It is followed from now on.
    record Added(String wanted, MonitoredSource source) implements Followed {}

    /// It can't be; `reason` is a sentence.
    record Refused(String wanted, String reason) implements Followed {}
}
