package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.content.Collector;
import io.automedia.content.Content;
import io.automedia.content.ContentLibrary;
import io.automedia.content.IncomingPost;
import io.automedia.content.Origin;
import io.automedia.content.Trust;
import io.automedia.content.Via;
import io.automedia.shared.UserId;
import io.automedia.storage.Stores;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What a Redis client sees after a session of use: the keys of the schema, as `docs/operations.md` lists
/// them, and no others; each of the right type, and none that stays for ever.
@AutoMediaTest
class RedisKeysTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+):\\{[^`]*` \\| ([a-z]+) \\|");
    private static final Map<String, String> OF_THE_SCHEMA = Map.of(
            "session", "hash",
            "rate_limit", "string",
            "cache", "string",
            "updates", "list",
            "trends", "zset",
            "activity", "zset");
    private static final long LONGEST_SECONDS = Duration.ofDays(31).toSeconds();

    private final TestPeople people;
    private final Stores stores;
    private final ContentLibrary library;
    private final Clock clock;

    RedisKeysTests(TestPeople people, Stores stores, ContentLibrary library, Clock clock) {
        this.people = people;
        this.stores = stores;
        this.library = library;
        this.clock = clock;
    }

    @Test
    void the_docs_list_the_structures_of_the_schema() throws IOException {
        assertThat(documented()).isEqualTo(OF_THE_SCHEMA);
    }

    @Test
    void after_a_session_of_use_there_are_the_keys_of_the_schema_and_no_others() throws IOException {
        String id = use();
        try (RedisClient client = RedisClient.create(stores.redisUri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            Map<String, String> types = documented();
            Set<String> seen = new HashSet<>();
            Set<String> wrong = new TreeSet<>();
            // the first may have ended when the last comes
            await().untilAsserted(() -> {
                look(redis, types, seen, wrong);
                assertThat(seen)
                        .contains("updates:" + id, "activity:" + id, "trends:worldwide")
                        .anyMatch(key -> key.startsWith("session:"))
                        .anyMatch(key -> key.equals("rate_limit:" + id + ":standard"))
                        .anyMatch(key -> key.equals("rate_limit:" + id + ":collection"))
                        .anyMatch(key -> key.equals("rate_limit:" + id + ":pages"))
                        .anyMatch(key -> key.matches("rate_limit:[0-9a-f]{32}:login"))
                        .anyMatch(key -> key.startsWith("cache:" + id + ":volume:"))
                        .anyMatch(key -> key.matches("cache:[0-9a-f]{24}:topic:statistics"));
            });
            assertThat(wrong).isEmpty();
            assertThat(redis.llen("updates:" + id)).isBetween(1L, 1_000L);
        }
    }

    private static void look(
            RedisCommands<String, String> redis, Map<String, String> types, Set<String> seen, Set<String> wrong) {
        for (String key : redis.keys("*")) {
            String type = redis.type(key);
            long seconds = redis.ttl(key);
            // -2 is one that has just ended
            if (seconds == -2) {
                continue;
            }
            seen.add(key);
            if (!type.equals(types.get(key.split(":", 2)[0])) || seconds < 0 || seconds > LONGEST_SECONDS) {
                wrong.add(key + " " + type + " " + seconds);
            }
            String value = key.startsWith("cache:") ? redis.get(key) : null;
            if (value != null) {
                assertThat(value).as(key).satisfies(text -> JSON.readTree(text));
            }
        }
    }

    /// @return the id of the person who used it
    private String use() {
        String email = people.newEmail();
        String credentials = "{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}";
        Answer registered = people.nobody().post("/api/v1/auth/register", credentials);
        // the right password forgets the attempts, so this is another account
        people.nobody().post("/api/v1/auth/login", credentials.replace(email, people.newEmail()));
        Http person = people.nobody().withToken(registered.at("/tokens/accessToken"));
        String topic = person.post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}")
                .at("/id");
        person.get("/api/v1/topics/" + topic + "/statistics");
        talk(new UserId(new ObjectId(registered.at("/user/id"))));
        person.post("/api/v1/content", "{\"platform\":\"reddit\",\"content\":{\"text\":\"Snow #winter\"}}");
        person.get("/api/v1/content?search=");
        person.get("/api/v1/trends");
        person.get("/api/v1/activity");
        person.get("/api/v1/updates");
        Browser browser = Browser.at(people.url());
        browser.get("/login");
        browser.post("/login", "email=" + email + "&password=" + TestPeople.PASSWORD.replace(' ', '+'));
        browser.get("/");
        browser.get("/live/figures");
        browser.get("/explore");
        return registered.at("/user/id");
    }

    /// Enough people talk about something for it to trend.
    private void talk(UserId listener) {
        String tag = "#redis" + UUID.randomUUID().toString().substring(0, 8);
        List<IncomingPost> posts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            posts.add(IncomingPost.builder("twitter", tag + i)
                    .author(Content.Author.of(tag + i, "author" + i, null))
                    .text("Have you heard of " + tag + "?")
                    .publishedAt(clock.instant())
                    .publiclyReadable(true)
                    .build());
        }
        library.store(posts, new Collector(listener, Via.SOURCE, Trust.CONNECTOR, Origin.LIVE, "monitoring"));
    }

    private static Map<String, String> documented() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }
}
