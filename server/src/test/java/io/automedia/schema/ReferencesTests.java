package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import io.automedia.activity.Activities;
import io.automedia.agents.Agents;
import io.automedia.collections.Collections;
import io.automedia.content.ContentLibrary;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.limits.Quotas;
import io.automedia.media.MediaSamples;
import io.automedia.platforms.Platforms;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Reference;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every reference is described, and whatever people do, what it names is there.
@AutoMediaTest
class ReferencesTests {
    private static final int STEPS = 150;
    private static final String FAKE = "{\"type\": \"fake\"}";

    /// What names a person when everything went that goes already without his account.
    private static final Set<String> NOT_ERASED_YET = Set.of(
            "fs.files metadata.userId",
            "idempotencyKeys userId",
            "jobs userId",
            "sessions userId",
            "topics userId",
            "updateCounters _id",
            "updateEvents userId",
            "activities userId",
            "auditEntries people[]",
            "auditEntries actor.id");

    /// Ids that are no references: what a lease is held with, which attempt it was, what is gone, and what is kept
    /// for a few minutes or a day only.
    private static final Set<String> NO_REFERENCES = Set.of(
            "jobs lease",
            "platformSources lease",
            "idempotencyKeys attempt",
            "idempotencyKeys userId",
            "oneTimeLogins userId",
            "untoldClosings session",
            "auditEntries actor.viaId",
            "enrichmentRenewals after",
            "migrations after",
            "encryptionKeys rotation.after",
            "generations batchId",
            "tombstones deletedBy[]",
            "users retention.item",
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
    private final Platforms platforms;
    private final Activities activities;
    private final Quotas quotas;

    ReferencesTests(
            InstalledSchema installed,
            MongoDatabase store,
            TestPeople people,
            Generations generations,
            ContentLibrary library,
            Collections collections,
            Agents agents,
            Platforms platforms,
            Activities activities,
            Quotas quotas) {
        this.installed = installed;
        this.store = store;
        this.people = people;
        this.generations = generations;
        this.library = library;
        this.collections = collections;
        this.agents = agents;
        this.platforms = platforms;
        this.activities = activities;
        this.quotas = quotas;
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
                // nothing deletes an account, which is why nothing asks what would refuse
                if (reference.onDelete() == Reference.OnDelete.REFUSE) {
                    assertThat(reference.collection()).isEqualTo("users");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 3"})
    void nothing_that_people_do_leaves_a_reference_to_what_is_not_there(long seed, int atOnce) throws Exception {
        Walk walk = new Walk(new Random(seed));
        AtomicLong seeds = new AtomicLong(seed);
        Together.call(atOnce, () -> {
            Random random = new Random(seeds.getAndAdd(100));
            for (int i = 0; i < STEPS / atOnce; i++) {
                walk.step(random);
            }
            return atOnce;
        });
        assertThat(walk.added.get()).isPositive();
        // marks of deleted topics go in the background
        await().untilAsserted(() -> assertThat(dangling(walk)).isEmpty());
        ObjectId gone = walk.eraseOne();
        await().untilAsserted(() -> assertThat(dangling(walk)).isEmpty());
        assertThat(NOT_ERASED_YET).containsAll(whatNames(gone));
    }

    /// The references by which a person's account is still named.
    private Set<String> whatNames(ObjectId person) {
        Set<String> naming = new TreeSet<>();
        for (CollectionSchema schema : installed.collections()) {
            for (Reference reference : schema.references()) {
                String field = reference.field().replace("[]", "");
                if (reference.collection().equals("users")
                        && store.getCollection(schema.name())
                                        .find(new Document(field, person))
                                        .first()
                                != null) {
                    naming.add(schema.name() + " " + reference.field());
                }
            }
        }
        return naming;
    }

    /// References of documents that these people have to do with, to what is not there.
    private Set<String> dangling(Walk walk) {
        Set<String> dangling = new TreeSet<>();
        for (CollectionSchema schema : installed.collections()) {
            if (schema.references().isEmpty()) {
                continue;
            }
            for (Document document : store.getCollection(schema.name())
                    .find(mine(schema, walk))
                    .projection(Projections.exclude("data"))) {
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

    private static Document mine(CollectionSchema schema, Walk walk) {
        Document his = new Document("$in", walk.everybody());
        return switch (schema.name()) {
            case "users", "updateCounters" -> new Document("_id", his);
            case "content" -> new Document("source", his);
            case "auditEntries" -> new Document("people", his);
            case "auditChain" -> new Document("_id", new Document("$gt", walk.start));
            case "collectionItems" -> new Document("addedBy", his);
            case "fs.files" -> new Document("metadata.userId", his);
            case "agentVersions", "engagementSnapshots" -> new Document();
            case "fs.chunks", "mediaThumbnails", "jobFiles.files" ->
                new Document("_id", new Document("$gt", walk.start));
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
        private final ObjectId start = new ObjectId();
        private final List<TestPerson> persons =
                Stream.generate(people::someone).limit(3).toList();
        private final Map<String, List<String>> things = Stream.of(
                        "content", "topics", "agents", "collections", "generations", "platforms", "media", "jobs")
                .collect(Collectors.toMap(Function.identity(), kind -> new CopyOnWriteArrayList<>()));
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger added = new AtomicInteger();

        Walk(Random random) {
            for (int i = 0; i < 3; i++) {
                create(random, "content", post(random));
                create(random, "topics", topic());
                create(random, "agents", agent());
                create(random, "collections", collection());
                create(random, "platforms", FAKE);
            }
        }

        /// Also who has been erased.
        List<ObjectId> everybody() {
            return persons.stream().map(person -> person.user().id()).toList();
        }

        private TestPerson anybody(Random random) {
            return persons.get(random.nextInt(persons.size()));
        }

        private String any(Random random, String kind) {
            List<String> known = List.copyOf(things(kind));
            return known.isEmpty() || random.nextInt(20) == 0
                    ? new ObjectId().toHexString()
                    : known.get(random.nextInt(known.size()));
        }

        private List<String> things(String kind) {
            return Objects.requireNonNull(things.get(kind));
        }

        private void create(Random random, String kind, String body) {
            keep(kind, anybody(random).http().post("/api/v1/" + kind, body));
        }

        private void keep(String kind, Answer made) {
            String id = made.at("/id");
            if (!id.isEmpty()) {
                things(kind).add(id);
            }
        }

        void step(Random random) {
            Http http = anybody(random).http();
            String collection = "/api/v1/collections/" + any(random, "collections");
            switch (random.nextInt(24)) {
                case 0, 1, 2 -> create(random, "content", post(random));
                case 3 -> create(random, "topics", topic());
                case 4 -> create(random, "agents", agent());
                case 5 -> create(random, "collections", collection());
                case 6, 7, 8 -> add(collection, any(random, "content"));
                case 9 ->
                    http.put(
                            collection + "/permissions",
                            "{\"person\": \"" + anybody(random).user().id() + "\", \"role\": \"editor\"}");
                case 10 ->
                    http.patch(
                            "/api/v1/users/me",
                            "{\"preferences\": {\"contentDefaults\": {\"defaultAgent\": \"" + any(random, "agents")
                                    + "\"}}}");
                case 11 -> generate(random);
                case 12 ->
                    http.patch(
                            "/api/v1/agents/" + any(random, "agents"), "{\"isPublic\": " + random.nextBoolean() + "}");
                case 13 -> http.post("/api/v1/agents/" + any(random, "agents") + "/clone", "{}");
                case 14 -> http.delete("/api/v1/content/" + any(random, "content"));
                case 15 -> create(random, "platforms", FAKE);
                case 16, 17 ->
                    http.post(
                            "/api/v1/platforms/" + any(random, "platforms") + "/sources",
                            "{\"value\": \"walk" + random.nextInt(3) + "\"}");
                case 18 -> show(random, http);
                case 19 -> keep("jobs", http.post("/api/v1/content/export", "{\"format\": \"jsonl\"}"));
                case 20 -> http.post("/api/v1/jobs/" + any(random, "jobs") + "/cancel", "{}");
                case 21 -> another(random);
                default -> {
                    String kind = List.of("topics", "agents", "collections", "generations", "platforms", "media")
                            .get(random.nextInt(6));
                    http.delete("/api/v1/" + kind + "/" + any(random, kind));
                }
            }
        }

        /// One of eight, which people share.
        private String post(Random random) {
            return "{\"platform\": \"twitter\", \"platformId\": \"" + random.nextInt(8) + "-" + hashCode()
                    + "\", \"content\": {\"text\": \"A rocket\"}}";
        }

        /// A post with a picture that was uploaded.
        private void show(Random random, Http http) {
            Answer picture = http.upload("/api/v1/media", "a.png", MediaSamples.png(3 + random.nextInt(5), 4));
            keep("media", picture);
            keep(
                    "content",
                    http.post(
                            "/api/v1/content",
                            "{\"platform\": \"twitter\", \"content\": {\"text\": \"A rocket\", \"media\": [{\"url\": \""
                                    + picture.at("/url") + "\"}]}}"));
        }

        /// Somebody comes over another device, and signs out there.
        private void another(Random random) {
            TestPerson person = anybody(random);
            Http device = people.another(person).http();
            device.get("/api/v1/sessions");
            device.post("/api/v1/auth/logout", "{}");
        }

        private String topic() {
            return "{\"name\": \"T" + made.incrementAndGet() + "\", \"keywords\": [{\"term\": \"rocket\"}]}";
        }

        private String agent() {
            return GenerationFixtures.AGENT.replace("Content Creator", "A" + made.incrementAndGet());
        }

        private String collection() {
            return "{\"name\": \"C" + made.incrementAndGet() + "\"}";
        }

        private void add(String collection, String post) {
            for (TestPerson person : persons) {
                if (person.http()
                                .post(collection + "/items", "{\"contentIds\": [\"" + post + "\"]}")
                                .status()
                        == 200) {
                    added.incrementAndGet();
                }
            }
        }

        private void generate(Random random) {
            try {
                ObjectId agent = random.nextBoolean() ? new ObjectId(any(random, "agents")) : null;
                ObjectId id = generations
                        .keep(
                                anybody(random).caller(),
                                GenerationFixtures.answered(
                                        "Text", agent, List.of(new ObjectId(any(random, "content")))))
                        .id();
                things("generations").add(id.toHexString());
            } catch (ProblemException refused) {
                assertThat(refused.problem().code()).isEqualTo("DATA002");
            }
        }

        /// All that can be erased of a person goes.
        ObjectId eraseOne() {
            UserId gone = persons.getFirst().user().userId();
            collections.erase(gone);
            generations.erase(gone);
            agents.erase(gone);
            library.erase(gone);
            platforms.erase(gone);
            activities.erase(gone);
            quotas.erase(gone);
            return gone.value();
        }
    }
}
