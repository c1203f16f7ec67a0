package io.automedia.updates;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.size;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The announcements that wait inside the documents of all announcing collections.
@Component
final class Outbox {
    private static final String KEY = PendingUpdate.FIELD + ".key";
    private static final String AT = PendingUpdate.FIELD + ".at";
    private static final Bson WAITING = gt(AT, Date.from(Instant.EPOCH));

    /// To announce a change is no further one.
    private final List<MongoCollection<Document>> collections;

    Outbox(MongoDatabase database, InstalledSchema schema) {
        this.collections = schema.announcing().stream()
                .map(CollectionSchema::name)
                .map(database::getCollection)
                .map(Timestamps::without)
                .toList();
    }

    /// What waits, from at most `limit` documents of each collection, those that wait longest; of the same
    /// moment those that are older.
    List<AnnouncingDocument> waiting(int limit) {
        List<AnnouncingDocument> found = new ArrayList<>();
        for (MongoCollection<Document> collection : collections) {
            String name = collection.getNamespace().getCollectionName();
            collection
                    .find(WAITING)
                    .projection(Projections.include(PendingUpdate.FIELD))
                    .sort(Sorts.ascending(AT, "_id"))
                    .limit(limit)
                    .forEach(document -> found.add(read(name, document)));
        }
        return found;
    }

    private static AnnouncingDocument read(String collection, Document document) {
        List<PendingUpdate> updates = document.getList(PendingUpdate.FIELD, Document.class).stream()
                .map(Outbox::read)
                .toList();
        return new AnnouncingDocument(collection, Objects.requireNonNull(document.get("_id")), updates);
    }

    private static PendingUpdate read(Document pending) {
        return new PendingUpdate(
                pending.getString("key"),
                pending.getString("type"),
                pending.getObjectId("userId"),
                pending.get("data", Document.class),
                pending.getDate("at").toInstant());
    }

    /// Takes out exactly the announcements that were read; what was added meanwhile stays.
    void remove(List<AnnouncingDocument> documents) {
        Map<String, List<AnnouncingDocument>> byCollection = new LinkedHashMap<>();
        for (AnnouncingDocument document : documents) {
            byCollection
                    .computeIfAbsent(document.collection(), name -> new ArrayList<>())
                    .add(document);
        }
        for (MongoCollection<Document> collection : collections) {
            List<AnnouncingDocument> read =
                    byCollection.get(collection.getNamespace().getCollectionName());
            if (read != null && !removedWhole(collection, read)) {
                removeEach(collection, read);
            }
        }
    }

    /// Removes the field where it still holds just what was read, so that nothing is left of it.
    private static boolean removedWhole(MongoCollection<Document> collection, List<AnnouncingDocument> documents) {
        List<WriteModel<Document>> writes = new ArrayList<>(documents.size());
        for (AnnouncingDocument document : documents) {
            List<String> keys = keys(document);
            writes.add(new UpdateOneModel<>(
                    and(eq("_id", document.id()), size(PendingUpdate.FIELD, keys.size()), all(KEY, keys)),
                    Updates.unset(PendingUpdate.FIELD)));
        }
        return ContestedWrites.change(collection, writes) == documents.size();
    }

    private static void removeEach(MongoCollection<Document> collection, List<AnnouncingDocument> documents) {
        List<WriteModel<Document>> writes = new ArrayList<>(documents.size());
        for (AnnouncingDocument document : documents) {
            writes.add(new UpdateOneModel<>(
                    eq("_id", document.id()), Updates.pull(PendingUpdate.FIELD, in("key", keys(document)))));
        }
        ContestedWrites.change(collection, writes);
        ContestedWrites.run(() -> collection.updateMany(
                and(in("_id", documents.stream().map(AnnouncingDocument::id).toList()), size(PendingUpdate.FIELD, 0)),
                Updates.unset(PendingUpdate.FIELD)));
    }

    private static List<String> keys(AnnouncingDocument document) {
        return document.pendingUpdates().stream().map(PendingUpdate::key).toList();
    }
}
