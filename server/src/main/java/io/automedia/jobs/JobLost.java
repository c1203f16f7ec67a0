package io.automedia.jobs;

/// Another node took the job over, because this one gave no sign of life for too long: stop.
final class JobLost extends RuntimeException {
    JobLost(Job job) {
        super("The " + job.kind() + " job " + job.id() + " went to another node");
    }
}
