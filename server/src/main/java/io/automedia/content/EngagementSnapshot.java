package io.automedia.content;

import java.time.Instant;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/// The counters of a post at one moment. The id is made of post and minute, so that the same report twice is one row.
public record EngagementSnapshot(@BsonId String id, ObjectId contentId, Instant at, Map<String, Double> engagement) {}
