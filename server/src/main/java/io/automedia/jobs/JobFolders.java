package io.automedia.jobs;

import io.automedia.storage.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// The folders `jobs/<id>` in the data folder of this node.
@Component
final class JobFolders {
    private static final Logger log = LoggerFactory.getLogger(JobFolders.class);
    private static final Duration UNUSED = Duration.ofDays(1);

    private final DataFolder data;
    private final Clock clock;

    JobFolders(DataFolder data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    JobFolder create() {
        ObjectId id = new ObjectId();
        data.directory("jobs");
        return new JobFolder(id, data.directory("jobs/" + id.toHexString()));
    }

    Path of(ObjectId job) {
        return data.path().resolve("jobs").resolve(job.toHexString());
    }

    void remove(ObjectId job) {
        try {
            FileSystemUtils.deleteRecursively(of(job));
        } catch (IOException stillOpen) {
            log.warn("The folder of job {} could not be removed: {}", job, stillOpen.toString());
        }
    }

    /// Removes what was uploaded for jobs that were never submitted, or that ended while this node was
    /// away.
    void sweep(JobRepository repository) {
        Path all = data.path().resolve("jobs");
        if (!Files.isDirectory(all)) {
            return;
        }
        for (Path folder : list(all)) {
            String name = String.valueOf(folder.getFileName());
            if (ObjectId.isValid(name) && isLeftOver(new ObjectId(name), repository)) {
                remove(new ObjectId(name));
            }
        }
    }

    private boolean isLeftOver(ObjectId id, JobRepository repository) {
        Instant made = id.getDate().toInstant();
        return made.isBefore(clock.instant().minus(UNUSED)) && !repository.isOpen(id);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The name under which this node is known.
    String node() {
        return data.node();
    }
}
