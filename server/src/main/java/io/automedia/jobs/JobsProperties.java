package io.automedia.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How jobs are done.
///
/// @param workers how many at a time on this node; 0 leaves them to other nodes
/// @param attempts after how many attempts without getting further a job is given up
/// @param retryAfter wait before the second attempt; each further one waits four times as long, at most 10
///     minutes
/// @param lease how long a node may give no sign of life before its jobs go to another one
@ConfigurationProperties("automedia.jobs")
record JobsProperties(
        @DefaultValue("2") int workers,
        @DefaultValue("5") int attempts,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("15s") Duration lease) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    JobsProperties {
        if (workers < 0 || attempts < 1 || retryAfter.isNegative() || lease.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "automedia.jobs: workers must not be negative, attempts at least 1, lease at least 100ms");
        }
    }

    Duration backoff(int attempt) {
        Duration wait = retryAfter.multipliedBy(1L << Math.min(2 * (attempt - 1), 20));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
