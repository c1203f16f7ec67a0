package io.automedia.jobs;

import org.jspecify.annotations.Nullable;

/// How far a job is.
///
/// @param fraction the part that is done, 0 to 1
/// @param stage what is being done, for a person; null when there is nothing to say
public record JobProgress(double fraction, @Nullable String stage) {
    /// Nothing done yet.
    public static final JobProgress NONE = new JobProgress(0, null);

    public JobProgress {
        fraction = Double.isNaN(fraction) ? 0 : Math.clamp(fraction, 0, 1);
    }

    /// So many of so many.
    public static JobProgress of(long done, long total) {
        return new JobProgress(total <= 0 ? 0 : (double) done / total, null);
    }
}
