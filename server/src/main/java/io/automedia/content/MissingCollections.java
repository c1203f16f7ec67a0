package io.automedia.content;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.automedia.storage.Migration;
import io.automedia.storage.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Tells the items of posts that were put into collections before items listed these: the posts are understood once
/// more, which brings all copies in their items up to date.
@Component
final class MissingCollections implements Migration {
    private static final String COLLECTIONS = "collections";
    private static final String DUE = "metadata.enrichment.dueAt";

    private static final String MORE = "moreCollections";

    private final MongoCollection<Document> items;
    private final Clock clock;

    MissingCollections(MongoDatabase database, Clock clock) {
        this.items = database.getCollection(LibraryItemsSchema.COLLECTION);
        this.clock = clock;
    }

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String purpose() {
        return "posts that are in collections are found by collection";
    }

    @Override
    public List<String> collections() {
        return List.of(ContentSchema.COLLECTION);
    }

    @Override
    public long change(MongoCollection<Document> documents, Bson some) {
        Map<ObjectId, Document> collected = new HashMap<>();
        documents
                .find(and(some, exists(COLLECTIONS + ".0"), exists(DUE, false)))
                .projection(Projections.include(COLLECTIONS, MORE))
                .forEach(post -> collected.put(post.getObjectId("_id"), post));
        Set<ObjectId> untold = new HashSet<>();
        if (!collected.isEmpty()) {
            items.find(and(in("contentId", collected.keySet()), exists(COLLECTIONS, false), eq("isDeleted", false)))
                    .projection(Projections.include("contentId"))
                    .forEach(item -> untold.add(item.getObjectId("contentId")));
        }
        untold.forEach(id -> tell(id, collected.getOrDefault(id, new Document())));
        return untold.isEmpty()
                ? 0
                : Timestamps.without(documents)
                        .updateMany(
                                and(in("_id", untold), exists(DUE, false)),
                                Revision.due(Lane.HISTORY, Instant.ofEpochMilli(clock.millis())))
                        .getModifiedCount();
    }

    /// So that nobody has to wait until it is understood.
    private void tell(ObjectId id, Document post) {
        Boolean more = post.getBoolean(MORE);
        Timestamps.without(items)
                .updateMany(
                        and(eq("contentId", id), exists(COLLECTIONS, false)),
                        Updates.combine(
                                Updates.set(COLLECTIONS, post.getList(COLLECTIONS, ObjectId.class)),
                                more == null ? Updates.unset(MORE) : Updates.set(MORE, more)));
    }
}
