package io.automedia.embeddedmongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;

abstract class CrudContract extends ServerContract {
    CrudContract(TestServer server) {
        super(server);
    }

    @Test
    void whatIsInsertedIsFoundByteForByte() {
        BsonDocument everything = document("""
                {_id: 1, i: 1, l: {$numberLong: "5"}, d: 1.5, s: "x", b: true, n: null, a: [1, [2], {x: 3}], o: {},
                 date: {$date: "2026-01-02T03:04:05.678Z"}, id: {$oid: "507f1f77bcf86cd799439011"},
                 bin: {$binary: {base64: "AQID", subType: "00"}}, dec: {$numberDecimal: "1.50"},
                 ts: {$timestamp: {t: 5, i: 1}}, re: {$regularExpression: {pattern: "a", options: "i"}},
                 min: {$minKey: 1}, max: {$maxKey: 1}}
                """);
        collection.insertOne(everything);
        assertThat(one(1)).isEqualTo(everything);
    }

    @Test
    void aMissingIdIsMadeAndComesFirst() {
        database.runCommand(new BsonDocument(
                        "insert", new BsonString(collection.getNamespace().getCollectionName()))
                .append("documents", new BsonArray(List.of(document("{a: 1}")))));
        BsonDocument found = Objects.requireNonNull(collection.find().first());
        assertThat(found.getFirstKey()).isEqualTo("_id");
        assertThat(found.get("_id")).isNotNull().matches(id -> id.isObjectId());
    }

    @Test
    void anOrderedInsertStopsAtADuplicateKey() {
        insert("[{_id: 1}]");
        assertThatThrownBy(() -> insert("[{_id: 2}, {_id: 1}, {_id: 3}]"))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, error -> {
                    assertThat(error.getWriteErrors()).hasSize(1);
                    assertThat(error.getWriteErrors().getFirst().getCode()).isEqualTo(11000);
                    assertThat(error.getWriteErrors().getFirst().getIndex()).isEqualTo(1);
                });
        assertThat(ids("{}")).containsExactly(1, 2);
    }

    @Test
    void duplicateKeyErrorsCarryPatternAndValue() {
        insert("[{_id: 1}]");
        String name = collection.getNamespace().getCollectionName();
        Document reply = database.runCommand(document("{insert: '" + name + "', documents: [{_id: 1}]}"));
        Document error = reply.getList("writeErrors", Document.class).getFirst();
        assertThat(error.getInteger("code")).isEqualTo(11000);
        assertThat(error.getString("errmsg"))
                .contains("E11000 duplicate key error")
                .contains("index: _id_");
        assertThat(error.get("keyPattern")).isEqualTo(new Document("_id", 1));
        assertThat(error.get("keyValue")).isEqualTo(new Document("_id", 1));
    }

    @Test
    void updatesCountMatchedAndModified() {
        insert("[{_id: 1, a: 1}, {_id: 2, a: 2}]");
        UpdateResult result = collection.updateMany(document("{}"), document("{$set: {a: 1}}"));
        assertThat(result.getMatchedCount()).isEqualTo(2);
        assertThat(result.getModifiedCount()).isEqualTo(1);
    }

    @Test
    void anUpsertInsertsWhatTheFilterSays() {
        UpdateResult result = collection.updateOne(
                document("{_id: 5, k: 'x', n: {$gt: 1}}"),
                document("{$set: {a: 1}, $setOnInsert: {b: 2}}"),
                new UpdateOptions().upsert(true));
        assertThat(result.getUpsertedId()).isEqualTo(new BsonInt32(5));
        assertThat(one(5)).isEqualTo(document("{_id: 5, k: 'x', a: 1, b: 2}"));
    }

    @Test
    void findOneAndUpdateReturnsBeforeOrAfter() {
        insert("[{_id: 1, a: 1}]");
        var after = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        assertThat(collection.findOneAndUpdate(document("{_id: 1}"), document("{$inc: {a: 1}}")))
                .isEqualTo(document("{_id: 1, a: 1}"));
        assertThat(collection.findOneAndUpdate(document("{_id: 1}"), document("{$inc: {a: 1}}"), after))
                .isEqualTo(document("{_id: 1, a: 3}"));
        assertThat(collection.findOneAndUpdate(document("{_id: 9}"), document("{$inc: {a: 1}}")))
                .isNull();
        assertThat(collection.findOneAndDelete(document("{_id: 1}"))).isEqualTo(document("{_id: 1, a: 3}"));
    }

    @Test
    void unorderedBulksGoOnAfterErrorsAndOrderedOnesStop() {
        insert("[{_id: 1}]");
        List<InsertOneModel<BsonDocument>> models =
                List.of(new InsertOneModel<>(document("{_id: 1}")), new InsertOneModel<>(document("{_id: 2}")));
        assertThatThrownBy(() -> collection.bulkWrite(models)).isInstanceOf(MongoBulkWriteException.class);
        assertThat(ids("{}")).containsExactly(1);
        assertThatThrownBy(() -> collection.bulkWrite(models, new BulkWriteOptions().ordered(false)))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(ids("{}")).containsExactly(1, 2);
    }

    @Test
    void mixedBulksCountEachKind() {
        var result = collection.bulkWrite(List.of(
                new InsertOneModel<>(document("{_id: 1, a: 1}")),
                new UpdateOneModel<>(document("{_id: 1}"), document("{$inc: {a: 1}}")),
                new UpdateOneModel<>(
                        document("{_id: 2}"), document("{$set: {a: 9}}"), new UpdateOptions().upsert(true)),
                new DeleteOneModel<>(document("{_id: 1}"))));
        assertThat(result.getInsertedCount()).isEqualTo(1);
        assertThat(result.getModifiedCount()).isEqualTo(1);
        assertThat(result.getUpserts()).hasSize(1);
        assertThat(result.getDeletedCount()).isEqualTo(1);
    }

    @Test
    void cursorsDeliverEverythingInBatches() {
        insertNumbers(250);
        try (MongoCursor<BsonDocument> cursor =
                collection.find().sort(document("{_id: 1}")).batchSize(7).iterator()) {
            int expected = 0;
            while (cursor.hasNext()) {
                assertThat(cursor.next().getInt32("_id").getValue()).isEqualTo(expected++);
            }
            assertThat(expected).isEqualTo(250);
        }
    }

    @Test
    void sortSkipAndLimitPageThrough() {
        insertNumbers(50);
        List<BsonDocument> page = collection
                .find(document("{_id: {$gte: 10}}"))
                .sort(document("{_id: -1}"))
                .skip(5)
                .limit(3)
                .into(new ArrayList<>());
        assertThat(page.stream().map(found -> found.getInt32("_id").getValue())).containsExactly(44, 43, 42);
        assertThat(collection.countDocuments(document("{_id: {$lt: 10}}"))).isEqualTo(10);
        assertThat(collection.estimatedDocumentCount()).isEqualTo(50);
        assertThat(collection.distinct("k", Integer.class).into(new ArrayList<>()))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    private void insertNumbers(int count) {
        collection.insertMany(IntStream.range(0, count)
                .mapToObj(i -> document("{_id: " + i + ", k: " + i % 5 + "}"))
                .toList());
    }

    @Test
    void projectionsShapeDocuments() {
        insert("[{_id: 1, a: {b: 1, c: 2}, l: [1, 2, 3], m: [{x: 1}, {x: 2}]}]");
        assertThat(projected("{'a.b': 1}")).isEqualTo(document("{_id: 1, a: {b: 1}}"));
        assertThat(projected("{a: 0, _id: 0, m: 0}")).isEqualTo(document("{l: [1, 2, 3]}"));
        assertThat(projected("{l: {$slice: -2}, a: 0, m: 0}")).isEqualTo(document("{_id: 1, l: [2, 3]}"));
        assertThat(projected("{m: {$elemMatch: {x: 2}}}")).isEqualTo(document("{_id: 1, m: [{x: 2}]}"));
        assertThat(projected("{s: {$size: '$l'}}")).isEqualTo(document("{_id: 1, s: 3}"));
    }

    private BsonDocument projected(String projection) {
        return Objects.requireNonNull(
                collection.find().projection(document(projection)).first());
    }

    @Test
    void unacknowledgedWritesArriveInOrder() {
        collection.withWriteConcern(WriteConcern.UNACKNOWLEDGED).insertOne(document("{_id: 1}"));
        collection.insertOne(document("{_id: 2}"));
        assertThat(collection.countDocuments()).isEqualTo(2);
    }

    @Test
    void unknownThingsAreRefusedByName() {
        insert("[{_id: 1}]");
        assertCode(9, () -> collection.updateOne(document("{}"), document("{$foo: {a: 1}}")));
        assertCode(2, () -> collection.find(document("{a: {$foo: 1}}")).first());
        assertCode(40324, () -> aggregate("[{$foo: 1}]"));
        assertCode(59, () -> database.runCommand(document("{foo: 1}")));
    }

    private static void assertCode(int code, Runnable work) {
        assertThatThrownBy(work::run)
                .satisfies(thrown -> assertThat(codeOf(thrown)).isEqualTo(code));
    }

    private static int codeOf(Throwable thrown) {
        return switch (thrown) {
            case MongoWriteException write -> write.getError().getCode();
            case MongoCommandException command -> command.getErrorCode();
            case MongoException other -> other.getCode();
            default -> -1;
        };
    }

    @Test
    void aValidatorRefusesWithDetails() {
        String name = collection.getNamespace().getCollectionName();
        database.createCollection(name);
        database.runCommand(document("{collMod: '" + name
                + "', validator: {$jsonSchema: {required: ['a'], properties: {a: {bsonType: 'int'}}}}}"));
        collection.insertOne(document("{_id: 1, a: 1}"));
        assertThatThrownBy(() -> collection.insertOne(document("{_id: 2, a: 'x'}")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        error -> assertThat(error.getError().getCode()).isEqualTo(121));
        assertThatThrownBy(() -> collection.updateOne(document("{_id: 1}"), document("{$unset: {a: 1}}")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        error -> assertThat(error.getError().getCode()).isEqualTo(121));
        assertThat(ids("{}")).containsExactly(1);
    }
}
