package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What the database that everybody gets adds to what is written, as a server has it afterwards.
abstract class TimestampsContract {
    static final List<NewDocuments> COLLECTIONS = NewDocuments.ALL;
    private static final Instant BEGINNING = Instant.parse("2024-01-15T10:00:00Z");
    private static final Date LONG_AGO = Date.from(Instant.parse("2001-01-01T00:00:00Z"));

    private final SettableClock clock = new SettableClock(BEGINNING);
    private MongoDatabase checked;

    abstract MongoDatabase database();

    @BeforeEach
    void begin() {
        checked = CheckedDatabase.of(database(), StoredSchema.descriptions(), clock);
    }

    @AfterEach
    void end() {
        database().drop();
    }

    private static Document with(Document document, String field, Object value) {
        return new Document(document).append(field, value);
    }

    private Document stored(String collection, Object id) {
        return Objects.requireNonNull(
                database().getCollection(collection).find(eq("_id", id)).first());
    }

    private static Object id(Document document) {
        return Objects.requireNonNull(document.get("_id"));
    }

    private static Bson is(Document document) {
        return eq("_id", id(document));
    }

    /// Numbers as they are compared, whatever type they are kept in.
    private static Object plain(Document document) {
        Document without = new Document(document);
        without.remove("_id");
        return Validators.comparable(plainNumbers(without));
    }

    private static Document plainNumbers(Document document) {
        return Document.parse(document.toJson().replaceAll("\\{\"\\$numberDecimal\": \"(.*?)\"}", "$1"));
    }

    @ParameterizedTest
    @FieldSource("COLLECTIONS")
    void aNewDocumentGetsJustTheDefaultsThatItDoesNotSay(NewDocuments of) {
        Map<String, BiConsumer<MongoCollection<Document>, Document>> ways = new LinkedHashMap<>();
        ways.put("insertOne", MongoCollection::insertOne);
        ways.put("insertMany", (all, one) -> all.insertMany(List.of(one)));
        ways.put("bulkWrite", (all, one) -> all.bulkWrite(List.of(new InsertOneModel<>(one))));
        ways.put(
                "raw bytes",
                (all, one) -> all.withDocumentClass(RawBsonDocument.class)
                        .insertOne(new RawBsonDocument(one, new DocumentCodec())));
        ways.put(
                "BsonDocument",
                (all, one) -> all.withDocumentClass(BsonDocument.class).insertOne(one.toBsonDocument()));
        ways.put("replaceOne", (all, one) -> all.replaceOne(is(one), one, new ReplaceOptions().upsert(true)));
        ways.put(
                "bulk replaceOne",
                (all, one) ->
                        all.bulkWrite(List.of(new ReplaceOneModel<>(is(one), one, new ReplaceOptions().upsert(true)))));
        ways.forEach((way, write) -> {
            ObjectId id = new ObjectId();
            write.accept(checked.getCollection(of.collection()), with(of.saidDocument(), "_id", id));
            assertThat(plain(stored(of.collection(), id))).as(way).isEqualTo(plain(of.wholeDocument(BEGINNING)));
            database().getCollection(of.collection()).deleteOne(eq("_id", id));
        });
    }

    @ParameterizedTest
    @FieldSource("COLLECTIONS")
    void whatAnUpdateInsertsGetsTheDefaultsToo(NewDocuments of) {
        Map<String, BiConsumer<MongoCollection<Document>, Document>> ways = new LinkedHashMap<>();
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        ways.put("updateOne", (all, one) -> all.updateOne(is(one), set(one), upsert));
        ways.put("updateMany", (all, one) -> all.updateMany(is(one), set(one), upsert));
        ways.put(
                "findOneAndUpdate",
                (all, one) -> all.findOneAndUpdate(is(one), set(one), new FindOneAndUpdateOptions().upsert(true)));
        ways.put(
                "bulk updateOne",
                (all, one) -> all.bulkWrite(List.of(new UpdateOneModel<>(is(one), set(one), upsert))));
        ways.put(
                "bulk updateMany",
                (all, one) -> all.bulkWrite(List.of(new UpdateManyModel<>(is(one), set(one), upsert))));
        ways.put("without timestamps", (all, one) -> Timestamps.without(all).updateOne(is(one), set(one), upsert));
        Document whole = of.wholeDocument(BEGINNING);
        // an update says nothing of what it doesn't name: the elements of a list are as it has them
        Document listed = new Document(of.saidDocument());
        listed.values().removeIf(value -> !(value instanceof List));
        whole.putAll(listed);
        ways.forEach((way, write) -> {
            ObjectId id = new ObjectId();
            write.accept(checked.getCollection(of.collection()), with(of.saidDocument(), "_id", id));
            Document found = stored(of.collection(), id);
            assertThat(found.keySet()).as(way).containsAll(whole.keySet());
            assertThat(found.get("createdAt")).as(way).isEqualTo(Date.from(BEGINNING));
            whole.forEach((name, value) -> {
                if (!of.saidDocument().containsKey(name)) {
                    assertThat(plain(new Document("is", found.get(name))))
                            .as("%s: %s", way, name)
                            .isEqualTo(plain(new Document("is", value)));
                }
            });
            database().getCollection(of.collection()).deleteOne(eq("_id", id));
        });
    }

    private static Bson set(Document one) {
        Document others = new Document(one);
        others.remove("_id");
        return new Document("$set", others);
    }

    /// Each way to change a document, none of which says when it was.
    private static Map<String, BiConsumer<MongoCollection<Document>, Document>> changes() {
        Bson change = Updates.inc("__v", 1L);
        Map<String, BiConsumer<MongoCollection<Document>, Document>> changes = new LinkedHashMap<>();
        changes.put("updateOne", (all, one) -> all.updateOne(is(one), change));
        changes.put("updateMany", (all, one) -> all.updateMany(is(one), change));
        changes.put("findOneAndUpdate", (all, one) -> all.findOneAndUpdate(is(one), change));
        changes.put("bulk updateOne", (all, one) -> all.bulkWrite(List.of(new UpdateOneModel<>(is(one), change))));
        changes.put("bulk updateMany", (all, one) -> all.bulkWrite(List.of(new UpdateManyModel<>(is(one), change))));
        changes.put("upsert", (all, one) -> all.updateOne(is(one), set(one), new UpdateOptions().upsert(true)));
        changes.put("replaceOne", (all, one) -> all.replaceOne(is(one), one));
        changes.put("findOneAndReplace", (all, one) -> all.findOneAndReplace(is(one), one));
        changes.put("bulk replaceOne", (all, one) -> all.bulkWrite(List.of(new ReplaceOneModel<>(is(one), one))));
        return changes;
    }

    @ParameterizedTest
    @FieldSource("COLLECTIONS")
    void everyChangeMovesUpdatedAtAndNoneMovesCreatedAt(NewDocuments of) {
        Document one = with(of.saidDocument(), "_id", new ObjectId());
        MongoCollection<Document> all = checked.getCollection(of.collection());
        all.insertOne(new Document(one));
        changes().forEach((way, change) -> {
            clock.advance(Duration.ofMinutes(1));
            change.accept(all, one);
            Document stored = stored(of.collection(), id(one));
            assertThat(stored.getDate("createdAt")).as(way).isEqualTo(Date.from(BEGINNING));
            // a session has none
            if (!of.collection().equals("sessions")) {
                assertThat(stored.getDate("updatedAt")).as(way).isEqualTo(Date.from(clock.instant()));
            }
        });
    }

    @ParameterizedTest
    @FieldSource("COLLECTIONS")
    void whatIsNoChangeOfTheThingMovesNeither(NewDocuments of) {
        Document one = with(of.saidDocument(), "_id", new ObjectId());
        MongoCollection<Document> all = checked.getCollection(of.collection());
        all.insertOne(new Document(one));
        Object updatedAt = stored(of.collection(), id(one)).get("updatedAt");
        changes().forEach((way, change) -> {
            clock.advance(Duration.ofMinutes(1));
            change.accept(Timestamps.without(all), one);
            Document stored = stored(of.collection(), id(one));
            assertThat(stored.getDate("createdAt")).as(way).isEqualTo(Date.from(BEGINNING));
            assertThat(stored.get("updatedAt")).as(way).isEqualTo(updatedAt);
        });
    }

    @ParameterizedTest
    @FieldSource("COLLECTIONS")
    void createdAtCanNotBeChanged(NewDocuments of) {
        Document one = with(of.saidDocument(), "_id", new ObjectId());
        MongoCollection<Document> all = checked.getCollection(of.collection());
        all.insertOne(new Document(one));
        Bson which = is(one);
        Document other = with(one, "createdAt", LONG_AGO);
        Map<String, Runnable> attempts = new LinkedHashMap<>();
        attempts.put("$set", () -> all.updateOne(which, Updates.set("createdAt", LONG_AGO)));
        attempts.put(
                "$set without", () -> Timestamps.without(all).updateOne(which, Updates.set("createdAt", LONG_AGO)));
        attempts.put("$unset", () -> all.updateMany(which, Updates.unset("createdAt")));
        attempts.put("$min", () -> all.findOneAndUpdate(which, Updates.min("createdAt", LONG_AGO)));
        attempts.put(
                "$set in a bulk",
                () -> all.bulkWrite(List.of(new UpdateOneModel<>(which, Updates.set("createdAt", LONG_AGO)))));
        attempts.put(
                "upsert",
                () -> all.updateOne(
                        which,
                        Updates.combine(set(one), Updates.set("createdAt", LONG_AGO)),
                        new UpdateOptions().upsert(true)));
        attempts.put("replaceOne", () -> all.replaceOne(which, new Document(other)));
        attempts.put("findOneAndReplace", () -> all.findOneAndReplace(which, new Document(other)));
        attempts.put(
                "bulk replaceOne", () -> all.bulkWrite(List.of(new ReplaceOneModel<>(which, new Document(other)))));
        attempts.forEach((way, attempt) -> {
            attempt.run();
            assertThat(stored(of.collection(), id(one)).getDate("createdAt"))
                    .as(way)
                    .isEqualTo(Date.from(BEGINNING));
        });
    }

    @Test
    void whatIsSaidStays() {
        MongoCollection<Document> topics = checked.getCollection("topics");
        Document topic = topic().append("_id", new ObjectId())
                .append("weight", 5)
                .append("settings", null)
                .append("createdAt", LONG_AGO)
                .append("updatedAt", LONG_AGO);
        topics.insertOne(topic);
        Document stored = stored("topics", id(topic));
        assertThat(stored.get("weight")).isEqualTo(5);
        assertThat(stored).containsEntry("settings", null).containsEntry("createdAt", LONG_AGO);
        assertThat(stored.get("updatedAt")).isEqualTo(LONG_AGO);

        Date said = Date.from(BEGINNING.minusSeconds(9));
        topics.updateOne(is(topic), Updates.set("updatedAt", said));
        assertThat(stored("topics", id(topic)).get("updatedAt")).isEqualTo(said);
        topics.updateOne(is(topic), new Document("$max", new Document("updatedAt", LONG_AGO)));
        assertThat(stored("topics", id(topic)).get("updatedAt")).isEqualTo(said);
    }

    @Test
    void anUpdateThatInsertsKeepsWhatItAndItsFilterSay() {
        MongoCollection<Document> topics = checked.getCollection("topics");
        topics.updateOne(
                and(eq("name", "Snow"), eq("isActive", false)),
                Updates.combine(
                        Updates.set("userId", new ObjectId()),
                        Updates.set("keywords", List.of()),
                        Updates.set("settings.language", "en"),
                        Updates.set("createdAt", LONG_AGO)),
                new UpdateOptions().upsert(true));
        Document stored = Objects.requireNonNull(
                database().getCollection("topics").find(eq("name", "Snow")).first());
        assertThat(stored.get("isActive")).isEqualTo(false);
        assertThat(stored.get("createdAt")).isEqualTo(LONG_AGO);
        assertThat(stored.getEmbedded(List.of("settings", "language"), String.class))
                .isEqualTo("en");
        assertThat(stored.getEmbedded(List.of("settings", "updateFrequency"), String.class))
                .isEqualTo("15m");
    }

    @Test
    void whoInsertsADocumentGoesOnWithAllOfIt() {
        Document topic = topic();
        checked.getCollection("topics").insertOne(topic);
        assertThat(topic).containsEntry("weight", 3).containsKeys("_id", "settings");
        assertThat(topic.get("createdAt")).isEqualTo(Date.from(BEGINNING));
    }

    @Test
    void aDocumentWithoutCreatedAtCanBeReplaced() {
        Document topic = topic().append("_id", new ObjectId());
        database().getCollection("topics").insertOne(new Document(topic));
        checked.getCollection("topics").replaceOne(is(topic), topic);
        assertThat(stored("topics", id(topic)).get("createdAt")).isEqualTo(Date.from(BEGINNING));
    }

    /// Of a topic that has a category and settings.
    final void movesUpdatedAtOnly(Bson stage) {
        MongoCollection<Document> topics = checked.getCollection("topics");
        ObjectId id = new ObjectId();
        topics.insertOne(topic().append("_id", id).append("category", "winter"));
        Date createdAt = stored("topics", id).getDate("createdAt");
        clock.advance(Duration.ofMinutes(1));
        topics.updateOne(eq("_id", id), List.of(stage));
        assertThat(stored("topics", id).getDate("createdAt")).as("%s", stage).isEqualTo(createdAt);
        assertThat(stored("topics", id).getDate("updatedAt")).as("%s", stage).isEqualTo(Date.from(clock.instant()));
        topics.deleteOne(eq("_id", id));
    }

    private static Document topic() {
        return new Document("userId", new ObjectId())
                .append("name", "Snow")
                .append("keywords", List.of(new Document("term", "snow")));
    }
}
