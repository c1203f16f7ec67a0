package io.automedia.trends;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/// What trends at a place, highest score first: a document of the collection `trends`.
record TrendList(@BsonId String id, Instant at, List<Trending> items) {
    TrendList {
        items = List.copyOf(items);
    }
}
