package io.automedia.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Removes what uploads left that never ended, and deletions that were interrupted: chunks and small copies of files
/// that are not there. It walks through all of them once a day and after each start, and in between through what came
/// since.
@Component
final class MediaSweep {
    private static final Logger log = LoggerFactory.getLogger(MediaSweep.class);
    private static final ObjectId FIRST = new ObjectId("000000000000000000000000");
    private static final Duration WALK_AGAIN = Duration.ofDays(1);
    private static final int AT_ONCE = 200;

    private final MediaRepository repository;
    private final MediaProperties properties;
    private final Clock clock;
    private ObjectId chunks = FIRST;
    private ObjectId thumbnails = FIRST;
    private Instant walkedFrom = Instant.EPOCH;

    MediaSweep(MediaRepository repository, MediaProperties properties, Clock clock) {
        this.repository = repository;
        this.properties = properties;
        this.clock = clock;
    }

    /// Takes the next step.
    ///
    /// @return whether there may be more to do at once
    synchronized boolean step() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (walkedFrom.plus(WALK_AGAIN).isBefore(now)) {
            walkedFrom = now;
            chunks = FIRST;
            thumbnails = FIRST;
        }
        ObjectId before = ObjectId.getSmallestWithDate(Date.from(now.minus(properties.unfinishedAfter())));
        List<ObjectId> chunked = repository.chunked(chunks, before, AT_ONCE);
        List<ObjectId> small = repository.withThumbnail(thumbnails, before, AT_ONCE);
        removeOrphans(chunked);
        removeOrphans(small);
        chunks = chunked.isEmpty() ? chunks : chunked.getLast();
        thumbnails = small.isEmpty() ? thumbnails : small.getLast();
        return chunked.size() == AT_ONCE || small.size() == AT_ONCE;
    }

    private void removeOrphans(List<ObjectId> ids) {
        if (!ids.isEmpty()) {
            List<ObjectId> missing = List.copyOf(repository.missing(ids));
            repository.removeParts(missing);
            if (!missing.isEmpty()) {
                log.info("Removed what was left of {} uploads that are not there", missing.size());
            }
        }
    }
}
