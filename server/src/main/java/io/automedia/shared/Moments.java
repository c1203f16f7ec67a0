package io.automedia.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;

/// Moments as callers write them.
public final class Moments {
    private static final int LAST_YEAR = 9_999;

    private Moments() {}

    /// A time in ISO 8601 with its distance from UTC, such as `2024-01-15T09:30:00Z`.
    ///
    /// @throws DateTimeException when it is none, or not of the years 0 to 9999: a document can't hold it
    public static Instant parse(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        int year = time.get(ChronoField.YEAR);
        if (year < 0 || year > LAST_YEAR) {
            throw new DateTimeException("not a year of ours: " + year);
        }
        return time.toInstant();
    }
}
