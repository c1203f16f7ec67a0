package io.automedia.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.generations.GenerationFixtures;
import io.automedia.shared.Cursor;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import io.automedia.storage.RedisPatience;
import io.automedia.storage.TestRedis;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class ActivityTests {
    private static final String PATH = "/api/v1/activity";

    private final TestPeople people;
    private final Activities activities;
    private final ActivityRepository repository;
    private final StringRedisTemplate redis;
    private final MongoDatabase store;
    private final Access access;
    private final Clock clock;

    ActivityTests(
            TestPeople people,
            Activities activities,
            ActivityRepository repository,
            StringRedisTemplate redis,
            MongoDatabase store,
            Access access,
            Clock clock) {
        this.people = people;
        this.activities = activities;
        this.repository = repository;
        this.redis = redis;
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    /// Something noteworthy with a number.
    record Happened(UserId person, int number) implements Noteworthy {
        @Override
        public Note note() {
            return new Note("test:happened", Map.of("number", number));
        }
    }

    @Test
    void what_a_person_does_is_in_his_activity_the_newest_first() {
        TestPerson ada = people.someone();
        String topic = ada.http()
                .post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}")
                .at("/id");
        String platform =
                ada.http().post("/api/v1/platforms", "{\"type\":\"fake\"}").at("/id");
        ada.http().delete("/api/v1/platforms/" + platform);
        ada.http().delete("/api/v1/topics/" + topic);
        ada.http()
                .with("X-File-Name", "one.jsonl")
                .send("POST", "/api/v1/content/import", "{\"platform\":\"x\"}", "application/x-ndjson");

        await().until(() -> types(ada).size() == 6);

        assertThat(types(ada))
                .containsExactly(
                        "job:completed",
                        "topic:deleted",
                        "platform:removed",
                        "platform:connected",
                        "topic:created",
                        "session:opened");
        JsonNode items = ada.http().get(PATH).json().path("items");
        assertThat(items.path(0).at("/data/name").asString()).isEqualTo("one.jsonl");
        assertThat(items.path(0).at("/data/counts/rejected").asInt()).isEqualTo(1);
        assertThat(items.path(4).at("/data/topicId").asString()).isEqualTo(topic);
        assertThat(items.path(4).at("/data/name").asString()).isEqualTo("Snow");
        assertThat(items.path(4).propertyNames()).containsExactlyInAnyOrder("id", "type", "at", "data");
        assertThat(types(people.someone())).as("of another person").containsExactly("session:opened");
    }

    @Test
    void what_is_shared_is_in_the_activities_of_both_sides() {
        TestPerson ada = people.someone();
        TestPerson bob = people.someone();
        String collection = ada.http()
                .post("/api/v1/collections", "{\"name\":\"Snow\",\"settings\":{\"isPublic\":true}}")
                .at("/id");
        String path = "/api/v1/collections/" + collection;
        ada.http().patch(path, "{\"name\":\"Ice\"}");
        ada.http().patch(path, "{\"settings\":{\"isPublic\":false}}");
        ada.http().put(path + "/permissions", "{\"person\":\"" + bob.user().id() + "\",\"role\":\"editor\"}");
        bob.http().delete(path + "/permissions");
        String agent = ada.http()
                .post("/api/v1/agents", GenerationFixtures.AGENT.replaceFirst("\\{", "{\"isPublic\":true,"))
                .at("/id");

        assertThat(types(ada))
                .containsExactly(
                        "agent:published",
                        "collection:unshared",
                        "collection:shared",
                        "collection:hidden",
                        "collection:published",
                        "session:opened");
        assertThat(types(bob)).containsExactly("collection:unshared", "collection:shared", "session:opened");
        JsonNode hers = ada.http().get(PATH).json().path("items");
        assertThat(hers.at("/0/data/agentId").asString()).isEqualTo(agent);
        assertThat(hers.at("/4/data/name").asString()).isEqualTo("Snow");
        JsonNode his = bob.http().get(PATH).json().path("items");
        assertThat(his.at("/1/data")).isEqualTo(hers.at("/2/data"));
        assertThat(his.at("/1/data/collectionId").asString()).isEqualTo(collection);
        assertThat(his.at("/1/data/owner").asString())
                .isEqualTo(ada.user().userId().toString());
        assertThat(his.at("/1/data/person").asString())
                .isEqualTo(bob.user().userId().toString());
        assertThat(his.at("/1/data/role").asString()).isEqualTo("editor");
        assertThat(his.at("/1/data/name").asString()).isEqualTo("Ice");
        assertThat(his.at("/0/data").has("name")).as("after he may not see it").isFalse();
    }

    @Test
    void it_is_read_page_by_page() {
        TestPerson ada = people.someone();
        happen(ada, 1, 45);

        Answer first = ada.http().get(PATH + "?limit=20");
        assertThat(numbers(first)).startsWith(45, 44).endsWith(26).hasSize(20);
        assertThat(first.json().at("/page/total").asInt()).isEqualTo(46);
        Answer second = ada.http().get(PATH + "?limit=20&after=" + first.at("/page/next"));
        assertThat(numbers(second)).startsWith(25).endsWith(6).hasSize(20);
        Answer third = ada.http().get(PATH + "?limit=20&after=" + second.at("/page/next"));
        assertThat(numbers(third)).startsWith(5).hasSize(6);
        assertThat(third.json().at("/page/hasMore").asBoolean()).isFalse();
        assertThat(numbers(ada.http().get(PATH + "?limit=5&offset=40"))).containsExactly(5, 4, 3, 2, 1);
        assertThat(ada.http().get(PATH + "?limit=101").at("/errors/0/field")).isEqualTo("limit");
        assertThat(ada.http().get(PATH + "?after=nonsense").status()).isEqualTo(400);
        for (Cursor other : List.of(
                new Cursor("createdAt desc", "1700000000000", new ObjectId()),
                new Cursor("at", "yesterday", new ObjectId()))) {
            assertThat(ada.http().get(PATH + "?after=" + other).at("/errors/0/field"))
                    .as(other.sortedBy())
                    .isEqualTo("after");
        }
    }

    @Test
    void redis_has_the_newest_thousand_by_their_moments() {
        TestPerson ada = people.someone();
        happen(ada, 1, 1_010);
        String key = "activity:" + ada.user().id();

        assertThat(redis.type(key)).isEqualTo(DataType.ZSET);
        assertThat(redis.opsForZSet().zCard(key)).isEqualTo(1_000);
        assertThat(redis.getExpire(key)).isBetween(1L, Duration.ofDays(30).toSeconds());
        assertThat(redis.opsForZSet().reverseRange(key, 0, 0))
                .singleElement()
                .satisfies(newest -> assertThat(newest).startsWith("{").contains("\"number\":1010"));
        assertThat(ada.http().get(PATH).json().at("/page/total").asInt()).isEqualTo(1_000);
        assertThat(store.getCollection("activities")
                        .countDocuments(new Document("userId", ada.user().id())))
                .isEqualTo(1_011);
    }

    @Test
    void what_redis_loses_is_made_again_from_the_documents() {
        TestPerson ada = people.someone();
        happen(ada, 1, 3);
        String key = "activity:" + ada.user().id();
        redis.delete(key);

        assertThat(numbers(ada.http().get(PATH))).startsWith(3, 2, 1);
        assertThat(redis.opsForZSet().zCard(key)).isEqualTo(4);

        redis.delete(key);
        happen(ada, 4, 4);
        assertThat(redis.opsForZSet().zCard(key)).as("with what was before").isEqualTo(5);

        redis.opsForZSet().removeRange(key, 1, 2);
        redis.opsForZSet().add(key, "{\"of\":\"another restore\"}", 1);
        redis.opsForZSet().add(key, "{\"of\":\"another restore, later\"}", 9e12);
        assertThat(numbers(ada.http().get(PATH))).startsWith(4, 3, 2, 1);
        assertThat(redis.opsForZSet().range(key, 0, -1)).hasSize(5).noneMatch(one -> one.contains("another restore"));
    }

    @Test
    void when_redis_is_stopped_the_documents_answer_and_nothing_is_missing_afterwards(@TempDir Path folder) {
        UserId user = new UserId(new ObjectId());
        Caller caller = new Caller.Person(user, Caller.Person.USER, new ObjectId());
        try (TestRedis other = TestRedis.start(folder)) {
            RecentActivity recent = new RecentActivity(other.connect(), new RedisPatience(clock), repository);
            Activities alone = new Activities(repository, recent, access, clock);
            other.stop();
            alone.happened(new Happened(user, 1));
            alone.happened(new Happened(user, 2));

            assertThat(alone.list(caller, PageRequest.first(10)).items())
                    .extracting(item -> item.data().get("number"))
                    .containsExactly(2, 1);
        }
        assertThat(activities.list(caller, PageRequest.first(10)).items()).hasSize(2);
    }

    @Test
    void a_person_can_be_erased() {
        TestPerson ada = people.someone();
        happen(ada, 1, 2);

        activities.erase(ada.user().userId());

        assertThat(types(ada)).isEmpty();
        assertThat(redis.hasKey("activity:" + ada.user().id())).isFalse();
    }

    private void happen(TestPerson person, int from, int to) {
        for (int number = from; number <= to; number++) {
            activities.happened(new Happened(person.user().userId(), number));
        }
    }

    private static List<String> types(TestPerson person) {
        List<String> types = new ArrayList<>();
        person.http()
                .get(PATH)
                .json()
                .path("items")
                .forEach(item -> types.add(item.path("type").asString("")));
        return types;
    }

    private static List<Integer> numbers(Answer answer) {
        List<Integer> numbers = new ArrayList<>();
        answer.json()
                .path("items")
                .forEach(item -> numbers.add(item.at("/data/number").asInt(0)));
        return numbers;
    }
}
