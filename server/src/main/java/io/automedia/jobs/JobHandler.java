package io.automedia.jobs;

/// Does the jobs of one kind. It is a bean of the module that knows the work.
public interface JobHandler {
    /// The kind of its jobs, such as `import`.
    String kind();

    /// Does the work from the run's checkpoint on, and returns when it is done or when the run is
    /// cancelled. It may be called again for the same stretch after a crash, so repeating must be
    /// harmless. A `ProblemException` says that another attempt would not help; any other exception is
    /// followed by another attempt.
    void run(JobRun run) throws Exception;
}
