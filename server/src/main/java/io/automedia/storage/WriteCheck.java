package io.automedia.storage;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.automedia.shared.Problem;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWrapper;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at what one call would write to a collection. All of it is looked at before any of it is sent, so
/// that nothing is half written.
final class WriteCheck {
    private static final Logger log = LoggerFactory.getLogger(WriteCheck.class);

    private final MongoCollection<?> collection;
    private final DocumentCheck check;

    WriteCheck(MongoCollection<?> collection, DocumentCheck check) {
        this.collection = collection;
        this.check = check;
    }

    /// @throws io.automedia.shared.ProblemException (`Unkept`) that names the field
    void look(String method, @Nullable Object[] arguments) {
        int first = arguments.length > 0 && arguments[0] instanceof ClientSession ? 1 : 0;
        switch (method) {
            case "insertOne" -> document(arguments[first]);
            case "insertMany" -> all(arguments[first]).forEach(this::document);
            case "replaceOne", "findOneAndReplace" -> document(arguments[first + 1]);
            case "updateOne", "updateMany", "findOneAndUpdate" -> {
                Object options = arguments.length > first + 2 ? arguments[first + 2] : null;
                update(arguments[first], arguments[first + 1], isUpsert(options));
            }
            case "bulkWrite" -> all(arguments[first]).forEach(this::model);
            default -> {
                // it reads, removes, or is about the collection itself
            }
        }
    }

    private static List<?> all(@Nullable Object several) {
        return several instanceof List<?> list ? list : List.of();
    }

    private void model(Object model) {
        switch (model) {
            case InsertOneModel<?> insert -> document(insert.getDocument());
            case ReplaceOneModel<?> replace -> document(replace.getReplacement());
            case UpdateOneModel<?> update ->
                update(update.getFilter(), update.getUpdate(), isUpsert(update.getOptions()));
            case UpdateManyModel<?> update ->
                update(update.getFilter(), update.getUpdate(), isUpsert(update.getOptions()));
            default -> {
                // it removes
            }
        }
    }

    private static boolean isUpsert(@Nullable Object options) {
        return switch (options) {
            case UpdateOptions update -> update.isUpsert();
            case FindOneAndUpdateOptions update -> update.isUpsert();
            case null, default -> false;
        };
    }

    private void document(@Nullable Object document) {
        Object given = Objects.requireNonNull(document, "a document to write");
        refuse(check.document(
                given instanceof BsonDocument bson
                        ? bson
                        : BsonDocumentWrapper.asBsonDocument(given, collection.getCodecRegistry())));
    }

    /// What a pipeline makes of a document only the server knows.
    private void update(@Nullable Object filter, @Nullable Object update, boolean isUpsert) {
        if (!(update instanceof Bson change)) {
            return;
        }
        BsonDocument changes = bson(change);
        refuse(isUpsert && filter instanceof Bson which ? check.upsert(bson(which), changes) : check.update(changes));
    }

    private BsonDocument bson(Bson bson) {
        return bson.toBsonDocument(collection.getDocumentClass(), collection.getCodecRegistry());
    }

    /// Names of fields may be what somebody sent.
    private static String onOneLine(Fault fault) {
        return fault.toString().replaceAll("\\p{Cntrl}", " ");
    }

    private void refuse(@Nullable Fault fault) {
        if (fault != null) {
            String name = collection.getNamespace().getCollectionName();
            log.error("Nothing was written to {}: {}", name, onOneLine(fault));
            throw new Problem.Unkept(fault.toString()).exception();
        }
    }
}
