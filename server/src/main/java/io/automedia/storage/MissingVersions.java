package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// Gives a version to documents that other programs wrote without one, so that other programs too can name
/// the version that a change was made on. Those that come later get theirs by their first change
/// ([Versions]).
@Component
final class MissingVersions implements Migration {
    private final List<String> collections;

    MissingVersions(List<CollectionSchema> schemas) {
        this.collections = schemas.stream()
                .filter(CollectionSchema::hasVersions)
                .map(CollectionSchema::name)
                .sorted()
                .toList();
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String purpose() {
        return "documents without __v get one, so that they can be changed";
    }

    @Override
    public List<String> collections() {
        return collections;
    }

    @Override
    public long change(MongoCollection<Document> documents, Bson some) {
        return ContestedWrites.run(() ->
                        Timestamps.without(documents).updateMany(and(some, eq("__v", null)), Updates.set("__v", 0L)))
                .getModifiedCount();
    }
}
