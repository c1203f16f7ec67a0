package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import io.automedia.agents.Agents;
import io.automedia.collections.Collections;
import io.automedia.content.ContentLibrary;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.shared.ProblemException;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Reference;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every reference is described, and whatever people do, what it names is there.
@AutoMediaTest
class ReferencesTests {
    private static final int STEPS = 150;

    /// Ids that are no references: what a lease is held with, which attempt it was, what is gone, and what is kept
    /// for a few minutes or a day only.
    private static final Set<String> NO_REFERENCES = Set.of(
            "jobs lease",
            "platformSources lease",
            "idempotencyKeys attempt",
            "idempotencyKeys userId",
            "oneTimeLogins userId",
            "untoldClosings session",
            "enrichmentRenewals after",
            "migrations after",
            "generations batchId",
            "tombstones deletedBy[]",
            "topicRemovals topicId",
            "collectionRemovals collectionId",
            "jobFiles.chunks files_id");

    private final InstalledSchema installed;
    private final MongoDatabase store;
    private final TestPeople people;
    private final Generations generations;
    private final ContentLibrary library;
    private final Collections collections;
    private final Agents agents;

    ReferencesTests(
            InstalledSchema installed,
            MongoDatabase store,
            TestPeople people,
            Generations generations,
            ContentLibrary library,
            Collections collections,
            Agents agents) {
        this.installed = installed;
        this.store = store;
        this.people = people;
        this.generations = generations;
        this.library = library;
        this.collections = collections;
        this.agents = agents;
    }

    @Test
    void every_id_in_a_document_is_described_as_a_reference() {
        Set<String> unknown = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        for (CollectionSchema schema : installed.collections()) {
            schema.references().forEach(reference -> described.add(schema.name() + " " + reference.field()));
            Document shape = schema.jsonSchema();
            if (shape != null) {
                Described.ofJsonSchema(shape).fields().forEach((path, word) -> {
                    if (word.equals("id") && !path.equals("_id") && !path.endsWith("._id")) {
                        unknown.add(schema.name() + " " + path);
                    }
                });
            }
        }
        assertThat(unknown)
                .containsAll(described.stream()
                        .filter(field -> !field.endsWith(" _id"))
                        .toList());
        unknown.removeAll(described);
        // what is announced is gone in a moment
        unknown.removeIf(field -> field.endsWith(" pendingUpdates[].userId"));
        assertThat(NO_REFERENCES).containsAll(unknown);
    }

    @Test
    void what_a_reference_names_is_a_collection() {
        for (CollectionSchema schema : installed.collections()) {
            for (Reference reference : schema.references()) {
                assertThat(installed.collection(reference.collection()))
                        .as(schema.name() + " " + reference.field())
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothing_that_people_do_leaves_a_reference_to_what_is_not_there(long seed) {
        Walk walk = new Walk(new Random(seed));
        for (int i = 0; i < STEPS; i++) {
            walk.step();
        }
        assertThat(walk.added).isPositive();
        // marks of deleted topics go in the background
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(dangling(walk.everybody())).isEmpty());
        walk.eraseOne();
        assertThat(dangling(walk.everybody())).isEmpty();
    }

    /// References of documents that these people have to do with, to what is not there.
    private Set<String> dangling(Collection<ObjectId> users) {
        Set<String> dangling = new TreeSet<>();
        for (CollectionSchema schema : installed.collections()) {
            if (schema.references().isEmpty()) {
                continue;
            }
            for (Document document : store.getCollection(schema.name()).find(mine(schema, users))) {
                for (Reference reference : schema.references()) {
                    if (reference.onDelete() == Reference.OnDelete.KEEP) {
                        continue;
                    }
                    Set<ObjectId> named = new HashSet<>();
                    collect(
                            document,
                            List.of(reference.field().replace("[]", "").split("\\.")),
                            named);
                    Set<ObjectId> there = new HashSet<>();
                    store.getCollection(reference.collection())
                            .find(new Document("_id", new Document("$in", named)))
                            .projection(Projections.include("_id"))
                            .forEach(found -> there.add(found.getObjectId("_id")));
                    named.removeAll(there);
                    if (!named.isEmpty()) {
                        dangling.add(schema.name() + " " + document.get("_id") + " " + reference.field() + " " + named);
                    }
                }
            }
        }
        return dangling;
    }

    private Document mine(CollectionSchema schema, Collection<ObjectId> users) {
        Document his = new Document("$in", users);
        return switch (schema.name()) {
            case "users" -> new Document("_id", his);
            case "content" -> new Document("source", his);
            case "collectionItems" -> new Document("addedBy", his);
            case "agentVersions", "engagementSnapshots" -> new Document();
            default -> new Document("userId", his);
        };
    }

    private static void collect(Object value, List<String> path, Set<ObjectId> named) {
        switch (value) {
            case List<?> list -> list.forEach(element -> collect(element, path, named));
            case ObjectId id -> named.add(id);
            case Document document -> {
                Object inner = document.get(path.getFirst());
                if (inner != null) {
                    collect(inner, path.subList(1, path.size()), named);
                }
            }
            default -> {
                // an id of another kind
            }
        }
    }

    /// People who do whatever comes into their minds.
    private final class Walk {
        private final Random random;
        private final List<TestPerson> persons = new ArrayList<>();
        private final Map<String, List<String>> things = Map.of(
                "content", new ArrayList<>(),
                "topics", new ArrayList<>(),
                "agents", new ArrayList<>(),
                "collections", new ArrayList<>(),
                "generations", new ArrayList<>());
        private int made;
        private int added;

        Walk(Random random) {
            this.random = random;
            for (int i = 0; i < 3; i++) {
                persons.add(people.someone());
            }
            for (int i = 0; i < 3; i++) {
                create("content", post());
                create("topics", topic());
                create("agents", agent());
                create("collections", collection());
            }
        }

        List<ObjectId> everybody() {
            return persons.stream().map(person -> person.user().id()).toList();
        }

        private TestPerson anybody() {
            return persons.get(random.nextInt(persons.size()));
        }

        private String any(String kind) {
            List<String> known = Objects.requireNonNull(things.get(kind));
            return known.isEmpty() || random.nextInt(20) == 0
                    ? new ObjectId().toHexString()
                    : known.get(random.nextInt(known.size()));
        }

        private void create(String kind, String body) {
            String id = anybody().http().post("/api/v1/" + kind, body).at("/id");
            if (!id.isEmpty()) {
                Objects.requireNonNull(things.get(kind)).add(id);
            }
        }

        void step() {
            String collection = "/api/v1/collections/" + any("collections");
            switch (random.nextInt(17)) {
                case 0, 1, 2 -> create("content", post());
                case 3 -> create("topics", topic());
                case 4 -> create("agents", agent());
                case 5 -> create("collections", collection());
                case 6, 7, 8 -> add(collection, any("content"));
                case 9 ->
                    anybody()
                            .http()
                            .put(
                                    collection + "/permissions",
                                    "{\"person\": \"" + anybody().user().id() + "\", \"role\": \"editor\"}");
                case 10 ->
                    anybody()
                            .http()
                            .patch(
                                    "/api/v1/users/me",
                                    "{\"preferences\": {\"contentDefaults\": {\"defaultAgent\": \"" + any("agents")
                                            + "\"}}}");
                case 11 -> generate();
                case 12 ->
                    anybody()
                            .http()
                            .patch("/api/v1/agents/" + any("agents"), "{\"isPublic\": " + random.nextBoolean() + "}");
                case 13 -> anybody().http().post("/api/v1/agents/" + any("agents") + "/clone", "{}");
                case 14 -> anybody().http().delete("/api/v1/content/" + any("content"));
                default -> {
                    String kind = List.of("topics", "agents", "collections", "generations")
                            .get(random.nextInt(4));
                    anybody().http().delete("/api/v1/" + kind + "/" + any(kind));
                }
            }
        }

        /// One of eight, which people share.
        private String post() {
            return "{\"platform\": \"twitter\", \"platformId\": \"" + random.nextInt(8) + "-" + hashCode()
                    + "\", \"content\": {\"text\": \"A rocket\"}}";
        }

        private String topic() {
            return "{\"name\": \"T" + ++made + "\", \"keywords\": [{\"term\": \"rocket\"}]}";
        }

        private String agent() {
            return GenerationFixtures.AGENT.replace("Content Creator", "A" + ++made);
        }

        private String collection() {
            return "{\"name\": \"C" + ++made + "\"}";
        }

        private void add(String collection, String post) {
            for (TestPerson person : persons) {
                if (person.http()
                                .post(collection + "/items", "{\"contentIds\": [\"" + post + "\"]}")
                                .status()
                        == 200) {
                    added++;
                }
            }
        }

        private void generate() {
            try {
                ObjectId agent = random.nextBoolean() ? new ObjectId(any("agents")) : null;
                ObjectId id = generations
                        .keep(
                                anybody().caller(),
                                GenerationFixtures.answered("Text", agent, List.of(new ObjectId(any("content")))))
                        .id();
                Objects.requireNonNull(things.get("generations")).add(id.toHexString());
            } catch (ProblemException refused) {
                assertThat(refused.problem().code()).isEqualTo("DATA002");
            }
        }

        /// All that belongs to a person goes, and his account.
        void eraseOne() {
            TestPerson gone = persons.removeFirst();
            collections.erase(gone.user().userId());
            generations.erase(gone.user().userId());
            agents.erase(gone.user().userId());
            library.erase(gone.user().userId());
        }
    }
}
