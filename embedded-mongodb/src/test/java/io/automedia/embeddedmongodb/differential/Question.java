package io.automedia.embeddedmongodb.differential;

import java.util.List;
import org.bson.BsonDocument;

/// A command to a collection that holds these documents.
record Question(List<BsonDocument> documents, BsonDocument command) {
    Question {
        documents = List.copyOf(documents);
    }
}
