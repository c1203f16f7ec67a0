package io.automedia.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/// The counters of a post at one moment. The id is made of post and minute, so that the same report twice
/// is one row.
public record EngagementSnapshot(@BsonId String id, ObjectId contentId, Instant at, Map<String, Double> engagement) {
    static EngagementSnapshot of(ObjectId contentId, Instant at, Map<String, Double> engagement) {
        String minute = at.truncatedTo(ChronoUnit.MINUTES).toString();
        return new EngagementSnapshot(contentId + "@" + minute, contentId, at, engagement);
    }
}
