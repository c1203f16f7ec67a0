package io.automedia.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// That topics match exactly the posts that a script finds by the documented rules: everything goes in and comes out
/// over the API.
@AutoMediaTest
class TopicExactnessTests {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int GENERATED = 1_500;
    private static final int FROM_CORPUS = 600;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> WORDS = List.of(
            "snow",
            "rain",
            "storm",
            "bridge",
            "New",
            "York",
            "coffee",
            "Rocket",
            "launch",
            "giveaway",
            "love",
            "hate",
            "terrible",
            "wonderful",
            "day",
            "1,000",
            "NASA",
            "tea",
            "the",
            "of",
            "in",
            "2024",
            "st",
            "louis");
    private static final List<String> CHINESE = List.of("上海", "天气", "下雪", "很好", "我喜欢", "海里", "火箭发射");
    private static final List<String> TAGS = List.of(
            "#snow",
            "#NewYork",
            "#newyork",
            "#SnowStorm",
            "#NASALaunch",
            "#coffee",
            "#Rocket2024",
            "#teaTime",
            "#aDay");
    private static final List<String> GAPS =
            List.of(" ", " ", " ", " ", ", ", ". ", "! ", "? ", "\n", " (", ") ", ": ", " \"");

    /// A topic as a caller describes it.
    private record Wanted(
            List<String> terms,
            List<String> excludes,
            List<String> platforms,
            List<String> types,
            String language,
            Map<String, Integer> least,
            List<String> sentiment,
            boolean verified,
            int followers) {
        static Wanted of(String... terms) {
            return new Wanted(List.of(terms), List.of(), List.of(), List.of(), "", Map.of(), List.of(), false, 0);
        }

        Wanted without(String... words) {
            return new Wanted(terms, List.of(words), platforms, types, language, least, sentiment, verified, followers);
        }

        Wanted on(List<String> networks, List<String> kinds) {
            return new Wanted(terms, excludes, networks, kinds, language, least, sentiment, verified, followers);
        }

        Wanted in(String code, List<String> feelings) {
            return new Wanted(terms, excludes, platforms, types, code, least, feelings, verified, followers);
        }

        Wanted from(boolean onlyVerified, int leastFollowers, Map<String, Integer> counters) {
            return new Wanted(
                    terms, excludes, platforms, types, language, counters, sentiment, onlyVerified, leastFollowers);
        }

        /// The first term with the others as its variations, or each a keyword of its own.
        String json(String name, boolean asVariations) {
            List<Map<String, Object>> keywords = new ArrayList<>();
            if (asVariations) {
                keywords.add(Map.of("term", terms.getFirst(), "variations", terms.subList(1, terms.size())));
            } else {
                terms.forEach(term -> keywords.add(Map.of("term", term)));
            }
            Map<String, Object> settings = new LinkedHashMap<>(Map.of(
                    "platforms", platforms, "contentTypes", types, "minEngagement", least, "language", language));
            Map<String, Object> filters = Map.of(
                    "excludeKeywords", excludes,
                    "sentiment", sentiment,
                    "includeVerified", verified,
                    "minFollowers", followers);
            return JSON.writeValueAsString(
                    Map.of("name", name, "keywords", keywords, "settings", settings, "filters", filters));
        }

        boolean matches(JsonNode post) {
            List<String> parts = parts(post);
            return terms.stream().anyMatch(term -> hits(term, parts))
                    && excludes.stream().noneMatch(term -> hits(term, parts))
                    && (platforms.isEmpty()
                            || platforms.contains(post.at("/platform").asString()))
                    && (types.isEmpty() || types.contains(post.at("/type").asString()))
                    && (language.isEmpty()
                            || language.equals(post.at("/metadata/language").asString("")))
                    && (sentiment.isEmpty()
                            || sentiment.contains(
                                    post.at("/metadata/sentiment/label").asString("")))
                    && (!verified || post.at("/author/verified").asBoolean(false))
                    && (followers <= 0 || post.at("/author/followersCount").asInt(0) >= followers)
                    && least.entrySet().stream()
                            .allMatch(demand -> demand.getValue() <= 0
                                    || post.at("/metadata/engagement/" + demand.getKey())
                                                    .asDouble(0)
                                            >= demand.getValue());
        }

        private static boolean hits(String term, List<String> parts) {
            return parts.stream().anyMatch(part -> PlainRules.hits(term, part));
        }

        /// The text, and each hashtag that is listed beside it.
        private static List<String> parts(JsonNode post) {
            String text = post.at("/content/text").asString("");
            List<String> parts = new ArrayList<>(List.of(text));
            for (JsonNode tag : post.at("/content/hashtags")) {
                if (!text.toLowerCase(Locale.ROOT)
                        .contains("#" + tag.at("/text").asString().toLowerCase(Locale.ROOT))) {
                    parts.add("#" + tag.at("/text").asString());
                }
            }
            return parts;
        }
    }

    private final TestPeople people;
    private final MongoDatabase database;
    private final Map<String, Wanted> topics = new LinkedHashMap<>();

    TopicExactnessTests(TestPeople people, MongoDatabase database) {
        this.people = people;
        this.database = database;
    }

    private static List<Wanted> first() {
        return List.of(
                Wanted.of("snow"),
                Wanted.of("snow", "rain").without("giveaway"),
                Wanted.of("New York", "newyork"),
                Wanted.of("#newyork"),
                Wanted.of("上海", "天上"),
                Wanted.of("海里").without("天气"),
                Wanted.of("coffee").on(List.of("twitter"), List.of()),
                Wanted.of("storm", "launch").on(List.of("facebook", "instagram"), List.of("post", "image")),
                Wanted.of("love", "hate").in("en", List.of("negative")),
                Wanted.of("1,000", "2024"));
    }

    private static List<Wanted> second() {
        return List.of(
                Wanted.of("snow storm"),
                Wanted.of("St Louis", "the bridge"),
                Wanted.of("rocket launch", "火箭").without("terrible", "New York"),
                Wanted.of("day").from(true, 0, Map.of()),
                Wanted.of("rain").from(false, 500, Map.of()),
                Wanted.of("the").from(false, 0, Map.of("likes", 50, "retweets", 5)),
                Wanted.of("wonderful", "terrible").in("", List.of("positive", "neutral")),
                Wanted.of("天气", "下雪").in("zh", List.of()),
                Wanted.of("#Rocket2024", "nasa launch"),
                Wanted.of("in the", "of the"));
    }

    @Test
    void topicsMatchWhatTheRulesSayWhicheverCameFirst() throws IOException {
        TestPerson ada = people.someone();
        Http http = ada.http();
        Random random = new Random(11);
        make(http, "first", first());
        List<String> lines = lines(random, ada.user().id().toHexString());
        imported(http, lines);
        make(http, "second", second());
        compare(ada);

        change(http, "first 0", Wanted.of("tea", "storm").without("snow"));
        change(http, "first 6", Wanted.of("coffee").on(List.of("facebook"), List.of("video")));
        change(http, "second 5", Wanted.of("the").from(false, 0, Map.of("likes", 90)));
        change(http, "second 9", Wanted.of("in the").in("en", List.of("positive")));
        compare(ada);

        imported(http, lines.stream().map(line -> withOtherLikes(line, random)).toList());
        compare(ada);

        for (JsonNode post : posts(http, "").subList(0, 20)) {
            assertThat(http.delete("/api/v1/content/" + post.at("/id").asString())
                            .status())
                    .isEqualTo(204);
        }
        String gone = topics.keySet().iterator().next();
        assertThat(http.delete("/api/v1/topics/" + gone).status()).isEqualTo(204);
        topics.remove(gone);
        compare(ada);
        assertThat(posts(http, ""))
                .allSatisfy(post -> assertThat(post.at("/topics").toString()).doesNotContain(gone));
    }

    private static List<String> lines(Random random, String run) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < GENERATED; i++) {
            String platform = pick(random, List.of("twitter", "facebook", "instagram"));
            lines.add(JSON.writeValueAsString(Map.of(
                    "platform", platform,
                    "platformId", run + "-" + i,
                    "type", pick(random, List.of("post", "image", "video")),
                    "author",
                            Map.of(
                                    "username",
                                    "a" + random.nextInt(50),
                                    "verified",
                                    random.nextInt(4) == 0,
                                    "followersCount",
                                    random.nextInt(1_000)),
                    "content",
                            random.nextInt(10) == 0
                                    ? Map.of("text", text(random), "hashtags", List.of(Map.of("text", "NewYork")))
                                    : Map.of("text", text(random)),
                    "metadata",
                            Map.of("engagement", Map.of("likes", random.nextInt(100), "retweets", random.nextInt(10))),
                    "publishedAt", "2026-01-15T09:%02d:%02dZ".formatted(random.nextInt(60), random.nextInt(60)))));
        }
        lines.addAll(fromCorpus(run));
        return lines;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(12);
        String last = "";
        for (int i = 0; i < length; i++) {
            String part = pick(random, random.nextInt(4) == 0 ? CHINESE : random.nextInt(6) == 0 ? TAGS : WORDS);
            // a hashtag goes on through Chinese that is written to it
            boolean glued = CHINESE.contains(part) && !TAGS.contains(last) && random.nextBoolean();
            if (!text.isEmpty() && !glued) {
                text.append(pick(random, GAPS));
            }
            text.append(part);
            last = part;
        }
        String made = text.toString().strip();
        assertThat(PlainRules.apply(made)).as(made).isTrue();
        return made;
    }

    /// Real posts whose texts are simple enough; none where they are absent.
    private static List<String> fromCorpus(String run) throws IOException {
        Path corpus = Path.of(System.getProperty("automedia.test.data", "../shared/data"))
                .resolve("corpus/facebook-pages-2016.jsonl.gz");
        List<String> lines = new ArrayList<>();
        if (!Files.exists(corpus)) {
            return lines;
        }
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine();
                    line != null && lines.size() < FROM_CORPUS;
                    line = reader.readLine()) {
                JsonNode post = JSON.readTree(line);
                if (PlainRules.apply(post.at("/content/text").asString(""))) {
                    lines.add(line.replace(
                            "\"" + post.at("/platformId").asString() + "\"",
                            "\"" + run + "-" + post.at("/platformId").asString() + "\""));
                }
            }
        }
        return lines;
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String withOtherLikes(String line, Random random) {
        return random.nextInt(3) == 0
                ? line.replaceFirst("\"likes\":\\s*\\d+", "\"likes\":" + random.nextInt(150))
                : line;
    }

    private void make(Http http, String name, List<Wanted> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            Answer made = http.post("/api/v1/topics", wanted.get(i).json(name + " " + i, i % 2 == 0));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            topics.put(made.at("/id"), wanted.get(i));
        }
    }

    private void change(Http http, String name, Wanted wanted) {
        JsonNode all = http.get("/api/v1/topics?limit=100").json().at("/items");
        for (JsonNode topic : all) {
            if (topic.at("/name").asString().equals(name)) {
                String id = topic.at("/id").asString();
                Answer changed = http.patch("/api/v1/topics/" + id, wanted.json(name, false));
                assertThat(changed.status()).as("%s", changed).isEqualTo(200);
                topics.put(id, wanted);
            }
        }
    }

    private void imported(Http http, List<String> lines) {
        String job =
                http.post("/api/v1/content/import", String.join("\n", lines)).header("Location");
        await().atMost(PATIENCE).until(() -> http.get(job).at("/status").equals("completed"));
        assertThat(http.get(job).at("/counts/rejected")).isEqualTo("0");
    }

    /// Waits until all is understood and matched, then looks at every topic.
    private void compare(TestPerson person) {
        await().atMost(PATIENCE).until(() -> unprocessed(person) == 0 && isMatched(person.http()));
        List<JsonNode> posts = posts(person.http(), "");
        assertThat(posts).hasSizeGreaterThanOrEqualTo(GENERATED - 20);
        Map<String, Set<String>> wrong = new LinkedHashMap<>();
        int matched = 0;
        for (Map.Entry<String, Wanted> topic : topics.entrySet()) {
            Set<String> expected = new TreeSet<>();
            posts.stream()
                    .filter(topic.getValue()::matches)
                    .forEach(post -> expected.add(post.at("/id").asString()));
            Set<String> found = new TreeSet<>();
            posts(person.http(), "&topic=" + topic.getKey())
                    .forEach(post -> found.add(post.at("/id").asString()));
            matched += found.size();
            posts.stream()
                    .filter(post -> expected.contains(post.at("/id").asString())
                            != found.contains(post.at("/id").asString()))
                    .forEach(post -> wrong.computeIfAbsent(topic.getValue().toString(), name -> new TreeSet<>())
                            .add((found.contains(post.at("/id").asString()) ? "too much: " : "missed: ") + post));
        }
        assertThat(wrong).isEmpty();
        assertThat(matched).as("the topics have something to find").isGreaterThan(topics.size() * 20);
    }

    private long unprocessed(TestPerson person) {
        return database.getCollection("content")
                .countDocuments(Filters.and(
                        Filters.eq("source", person.user().id()), Filters.exists("metadata.enrichment.dueAt")));
    }

    private static boolean isMatched(Http http) {
        return http.get("/api/v1/jobs?kind=topic-matching&status=pending")
                                .json()
                                .at("/page/total")
                                .asInt()
                        == 0
                && http.get("/api/v1/jobs?kind=topic-matching&status=running")
                                .json()
                                .at("/page/total")
                                .asInt()
                        == 0;
    }

    private static List<JsonNode> posts(Http http, String filter) {
        List<JsonNode> posts = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = http.get("/api/v1/content?limit=100"
                            + "&fields=id,platform,type,author,content.text,content.hashtags,metadata,topics" + filter
                            + after)
                    .json();
            page.at("/items").forEach(posts::add);
            after = page.at("/page/hasMore").asBoolean()
                    ? "&after=" + page.at("/page/next").asString()
                    : "";
        } while (!after.isEmpty());
        return posts;
    }
}
