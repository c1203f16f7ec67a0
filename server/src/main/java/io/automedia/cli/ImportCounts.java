package io.automedia.cli;

import java.util.Locale;

/// What became of the lines of an import.
record ImportCounts(long read, long created, long updated, long unchanged, long rejected) {
    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);

    ImportCounts plus(ImportCounts other) {
        return new ImportCounts(
                read + other.read,
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged,
                rejected + other.rejected);
    }

    /// The last line that the command prints.
    String summary(double seconds) {
        return String.format(
                Locale.ROOT,
                "read %d, created %d, updated %d, unchanged %d, rejected %d, in %.1f s (%.0f/s)",
                read,
                created,
                updated,
                unchanged,
                rejected,
                seconds,
                seconds == 0 ? 0 : read / seconds);
    }
}
