package io.automedia.audit;

import java.util.Locale;

/// What came of it.
public enum Outcome {
    /// It was done.
    SUCCESS,
    /// It was not allowed.
    DENIED,
    /// It was allowed, but did not come about.
    FAILED;

    /// As it is stored and shown.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
