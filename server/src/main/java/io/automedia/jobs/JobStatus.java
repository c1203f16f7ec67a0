package io.automedia.jobs;

/// Where a job stands.
public enum JobStatus {
    /// Waits for its turn, or for the next attempt.
    PENDING,
    /// Some node works on it.
    RUNNING,
    /// Done.
    COMPLETED,
    /// Given up at once, because another attempt would end the same way.
    FAILED,
    /// Stopped by its owner.
    CANCELLED,
    /// Given up after its last attempt.
    DEAD;

    /// Whether nothing will happen any more.
    public boolean ended() {
        return switch (this) {
            case PENDING, RUNNING -> false;
            case COMPLETED, FAILED, CANCELLED, DEAD -> true;
        };
    }
}
