package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneOptions;
import com.mongodb.client.model.geojson.Point;
import com.mongodb.client.model.geojson.Position;
import io.automedia.storage.Difference;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.ServerFeatures;
import io.automedia.storage.StoredSchema;
import io.automedia.storage.ToolIndex;
import io.automedia.testing.AutoMediaTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What a start leaves in a store, and what people and other programs do to it.
@AutoMediaTest
@ExtendWith(OutputCaptureExtension.class)
class StoredSchemaTests {
    private static final String POINT = "metadata.location.point";

    private final InstalledSchema installed;
    private final MongoDatabase running;
    private final MongoDatabase own;
    private final StoredSchema stored;

    StoredSchemaTests(InstalledSchema installed, MongoDatabase running, MongoClient client) {
        this.installed = installed;
        this.running = running;
        this.own = client.getDatabase("stored-" + new ObjectId());
        this.stored = new StoredSchema(own, installed.collections());
    }

    @AfterEach
    void drop() {
        own.drop();
    }

    private List<String> differences() {
        return stored.differences().stream()
                .map(difference -> difference.collection() + ": " + difference.words())
                .toList();
    }

    private List<String> broken() {
        List<String> broken = new ArrayList<>();
        stored.brokenDocuments(
                document -> broken.add(document.collection() + " " + document.id() + ": " + document.fault()));
        return broken;
    }

    @Test
    void nothingIsDifferentAfterAStart() {
        assertThat(new StoredSchema(running, installed.collections()).differences())
                .isEmpty();
    }

    @Test
    void everythingIsMissingInAnEmptyDatabaseAndIsMade() {
        assertThat(stored.differences())
                .hasSize(installed.collections().size())
                .hasOnlyElementsOfType(Difference.MissingCollection.class);
        stored.repair(false);
        assertThat(differences()).isEmpty();
    }

    @Test
    void aValidatorThatOnlyWarnsOrAsksForMoreIsNotAsDescribed() {
        assumeTrue(ServerFeatures.of(own).validators(), "this server doesn't enforce validators");
        stored.repair(false);
        own.runCommand(new Document("collMod", "users").append("validationAction", "warn"));
        own.runCommand(new Document("collMod", "topics").append("validationLevel", "strict"));
        Document there = Objects.requireNonNull(own.listCollections()
                        .filter(new Document("name", "content"))
                        .first())
                .get("options", Document.class)
                .get("validator", Document.class);
        own.runCommand(new Document("collMod", "content")
                .append("validator", new Document(there).append("type", new Document("$ne", "story"))));
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "users: the validator is not as described",
                        "topics: the validator is not as described",
                        "content: the validator is not as described");
        stored.repair(false);
        assertThat(differences()).isEmpty();
    }

    @Test
    void whatWasDoneByHandIsFoundAndNothingElse() {
        stored.repair(false);
        Document topic = new Generated(3)
                .full(Objects.requireNonNull(
                        installed.collection("topics").orElseThrow().jsonSchema()));
        own.getCollection("topics")
                .insertOne(
                        new Document(topic).append("nmae", "x"), new InsertOneOptions().bypassDocumentValidation(true));
        own.getCollection("content").dropIndex("likes");
        own.getCollection("content").createIndex(new Document("author.bio", 1));
        own.getCollection("topics").dropIndex("category");
        own.getCollection("topics").createIndex(new Document("category", -1), new IndexOptions().name("category"));
        own.getCollection("tombstones").drop();
        own.runCommand(new Document("collMod", "users")
                .append("validator", new Document("$jsonSchema", new Document("required", List.of("email")))));
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "content: the index likes is missing",
                        "content: the index author.bio_1 {\"author.bio\": 1} is not described",
                        "topics: the index category is not as described",
                        "tombstones: the collection is missing",
                        "users: the validator is not as described");
        String nmae = "topics " + topic.get("_id") + ": nmae is not a field that is kept here";
        assertThat(broken()).containsExactly(nmae);
        assertThat(stored.repair(false)).hasSize(4);
        assertThat(differences())
                .containsExactly("content: the index author.bio_1 {\"author.bio\": 1} is not described");
        assertThat(stored.repair(true)).hasSize(1);
        assertThat(differences()).isEmpty();
        assertThat(broken()).containsExactly(nmae);
    }

    @Test
    void wordsAreIndexedForTheToolsOfOthersWhereTheServerCan() {
        stored.repair(false);
        assertThat(differences()).isEmpty();
        Document post = new Generated(4)
                .full(Objects.requireNonNull(
                        installed.collection("content").orElseThrow().jsonSchema()));
        post.get("content", Document.class).append("text", "Snow is falling");
        own.getCollection("content").insertOne(post);
        boolean canIndexWords = ServerFeatures.of(own).textIndexes();
        assertThat(indexes("content").contains("words")).isEqualTo(canIndexWords);
        assumeTrue(canIndexWords, "this server has no text indexes");
        assertThat(own.getCollection("content").find(Filters.text("snow")).first())
                .containsEntry("_id", post.get("_id"));
        assertThat(own.getCollection("content").find(Filters.text("rain")).first())
                .isNull();
    }

    @Test
    void whoeverWantsNoIndexOfWordsHasNone() {
        StoredSchema without = new StoredSchema(own, installed.collections(), ToolIndex.wanted(false, true));
        without.repair(false);
        assertThat(without.differences()).isEmpty();
        assertThat(indexes("content")).contains("published").doesNotContain("words");
        assumeTrue(ServerFeatures.of(own).textIndexes(), "this server has no text indexes");
        assertThat(stored.repair(false)).hasSize(1);
        assertThat(without.differences()).hasSize(1);
        without.repair(true);
        assertThat(indexes("content")).doesNotContain("words");
    }

    @Test
    void somebodysOwnIndexOfWordsStaysInThePlaceOfOurs() {
        stored.repair(false);
        assumeTrue(ServerFeatures.of(own).textIndexes(), "this server has no text indexes");
        own.getCollection("content").dropIndex("words");
        assertThat(differences()).containsExactly("content: the index words is missing");
        own.getCollection("content").createIndex(Indexes.text("author.bio"), new IndexOptions().name("bios"));
        stored.repair(false);
        assertThat(differences())
                .containsExactly("content: the index bios {\"_fts\": \"text\", \"_ftsx\": 1} is not described");
        stored.repair(true);
        assertThat(differences()).isEmpty();
        assertThat(indexes("content")).contains("words").doesNotContain("bios");
    }

    private void writtenAt(String name, List<Object> coordinates) {
        Document post = new Generated(name.hashCode())
                .full(Objects.requireNonNull(
                        installed.collection("content").orElseThrow().jsonSchema()));
        post.append("platformId", name);
        post.get("metadata", Document.class)
                .append(
                        "location",
                        new Document("name", name)
                                .append("point", new Document("type", "Point").append("coordinates", coordinates)));
        own.getCollection("content").insertOne(post, new InsertOneOptions().bypassDocumentValidation(true));
    }

    private List<String> placesOf(Bson filter) {
        return own.getCollection("content")
                .find(filter)
                .map(post -> post.getEmbedded(List.of("metadata", "location", "name"), String.class))
                .into(new ArrayList<>());
    }

    @Test
    void placesAreIndexedForTheToolsOfOthersWhereTheServerCan() {
        stored.repair(false);
        assertThat(differences()).isEmpty();
        boolean canIndexPlaces = ServerFeatures.of(own).geoIndexes();
        assertThat(indexes("content").contains("places")).isEqualTo(canIndexPlaces);
        assumeTrue(canIndexPlaces, "this server has no geospatial indexes");
        writtenAt("Paris", List.of(2.3522, 48.8566));
        writtenAt("Versailles", List.of(2.1204, 48.8049));
        writtenAt("Suva", List.of(178.4419, -18.1416));
        Bson within = Filters.geoWithinCenterSphere(POINT, 2.35, 48.85, 5 / 6371.0);
        Bson nearest = Filters.nearSphere(POINT, new Point(new Position(2.12, 48.8)), 100_000.0, null);
        assertThat(placesOf(within)).containsExactly("Paris");
        assertThat(placesOf(nearest)).containsExactly("Versailles", "Paris");
        for (Bson question : List.of(within, nearest)) {
            assertThat(own.getCollection("content").find(question).explain().toJson())
                    .contains("\"places\"");
        }
    }

    @Test
    void whereTheServerHasNoGeospatialIndexesOneIsRefusedByItsKind() {
        stored.repair(false);
        assumeFalse(ServerFeatures.of(own).geoIndexes(), "this server has geospatial indexes");
        assertThatThrownBy(() -> own.getCollection("content").createIndex(Indexes.geo2dsphere(POINT)))
                .hasMessageContaining("'2dsphere'");
        assertThat(differences()).isEmpty();
    }

    @Test
    void whoeverWantsNoIndexOfPlacesHasNone() {
        StoredSchema without = new StoredSchema(own, installed.collections(), ToolIndex.wanted(true, false));
        without.repair(false);
        assertThat(without.differences()).isEmpty();
        assertThat(indexes("content")).contains("published").doesNotContain("places");
        assumeTrue(ServerFeatures.of(own).geoIndexes(), "this server has no geospatial indexes");
        assertThat(differences()).containsExactly("content: the index places is missing");
        assertThat(stored.repair(false)).hasSize(1);
        assertThat(without.differences()).hasSize(1);
        without.repair(true);
        assertThat(indexes("content")).doesNotContain("places");
    }

    @Test
    void somebodysOwnIndexOfTheSamePlacesStaysInThePlaceOfOurs() {
        stored.repair(false);
        assumeTrue(ServerFeatures.of(own).geoIndexes(), "this server has no geospatial indexes");
        own.getCollection("content").dropIndex("places");
        own.getCollection("content").createIndex(Indexes.geo2dsphere(POINT));
        stored.repair(false);
        assertThat(differences())
                .containsExactly(
                        "content: the index " + POINT + "_2dsphere {\"" + POINT + "\": \"2dsphere\"} is not described");
        stored.repair(true);
        assertThat(differences()).isEmpty();
        assertThat(indexes("content")).contains("places").doesNotContain(POINT + "_2dsphere");
    }

    @Test
    void aPointThatIsNoPlaceKeepsTheIndexFromBeingMadeAndNothingElse(CapturedOutput output) {
        stored.repair(false);
        assumeTrue(ServerFeatures.of(own).geoIndexes(), "this server has no geospatial indexes");
        own.getCollection("content").dropIndex("places");
        own.getCollection("content").dropIndex("likes");
        writtenAt("Nowhere", List.of(2.0, 148.0));
        assertThat(stored.repair(false)).extracting(Difference::words).containsExactly("the index likes is missing");
        assertThat(output).contains("The index places of content can't be made");
        assertThat(differences()).containsExactly("content: the index places is missing");
        assertThat(broken()).singleElement().asString().contains("metadata.location.point.coordinates[1] must be");
        own.getCollection("content").deleteMany(Filters.eq("metadata.location.name", "Nowhere"));
        assertThat(stored.repair(false)).hasSize(1);
        assertThat(differences()).isEmpty();
    }

    private List<String> indexes(String collection) {
        return own.getCollection(collection)
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());
    }
}
