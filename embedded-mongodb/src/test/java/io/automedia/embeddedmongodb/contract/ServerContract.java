package io.automedia.embeddedmongodb.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.opentest4j.TestAbortedException;

/// A fresh collection for each test, on the server of the subclass.
abstract class ServerContract {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final TestServer server;
    MongoDatabase database;
    MongoCollection<BsonDocument> collection;

    @SuppressWarnings("NullAway.Init") // set before each test
    ServerContract(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void prepare(TestInfo test) {
        MongoClient client = server.client();
        if (client == null) {
            throw new TestAbortedException("AUTOMEDIA_TEST_MONGODB_URI names no server");
        }
        String method = test.getTestMethod().orElseThrow().getName();
        String difference = server.equals(TestServer.INDEPENDENT) ? KnownDifferences.reason(method) : null;
        assumeTrue(difference == null, difference);
        database = client.getDatabase("embedded_contract");
        collection = database.getCollection("c" + COUNTER.incrementAndGet(), BsonDocument.class);
        collection.drop();
    }

    @AfterEach
    void drop() {
        if (collection != null) {
            collection.drop();
        }
    }

    static BsonDocument document(String json) {
        return BsonDocument.parse(json);
    }

    static List<BsonDocument> documents(String json) {
        return BsonArray.parse(json).stream().map(value -> value.asDocument()).toList();
    }

    void insert(String json) {
        collection.insertMany(documents(json));
    }

    List<BsonDocument> find(String filter) {
        return collection.find(document(filter)).sort(document("{_id: 1}")).into(new ArrayList<>());
    }

    List<Integer> ids(String filter) {
        return find(filter).stream()
                .map(found -> found.getInt32("_id").getValue())
                .toList();
    }

    BsonDocument one(int id) {
        BsonDocument found = collection.find(document("{_id: " + id + "}")).first();
        return found == null ? new BsonDocument() : found;
    }

    List<BsonDocument> aggregate(String stages) {
        return collection.aggregate(documents(stages)).into(new ArrayList<>());
    }
}
