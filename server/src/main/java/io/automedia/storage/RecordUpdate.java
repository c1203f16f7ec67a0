package io.automedia.storage;

import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWrapper;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/// Writes some fields of a record, each as a whole, and leaves the others as they are.
public final class RecordUpdate {
    private RecordUpdate() {}

    /// Makes these fields of a document what they are in the record; what is null there is taken out.
    public static Bson of(Record is, CodecRegistry codecs, List<String> fields) {
        BsonDocument document = BsonDocumentWrapper.asBsonDocument(is, codecs);
        return Updates.combine(fields.stream()
                .map(field ->
                        document.containsKey(field) ? Updates.set(field, document.get(field)) : Updates.unset(field))
                .toList());
    }
}
