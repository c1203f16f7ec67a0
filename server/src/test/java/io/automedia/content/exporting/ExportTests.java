package io.automedia.content.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@AutoMediaTest
class ExportTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            "=1+1",
            "'=1+1",
            "''tis",
            "@SUM(A1)",
            "+49 30 123",
            "-5",
            "tab\tin it, and; \"quotes\"",
            "two\nlines",
            "\n=1+1 in the second line",
            "two\r\nlines of Windows\r\nand \"quoted\"\r\n, more",
            "雪 #天气 🎿 \u200d",
            "{\"looks\":\"like JSON\"}",
            "[1,2]",
            "a\rb");

    private final TestPeople people;
    private final MongoDatabase database;

    ExportTests(TestPeople people, MongoDatabase database) {
        this.people = people;
        this.database = database;
    }

    /// Posts with everything that a post can have.
    private static String lines(String run) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < TEXTS.size(); i++) {
            lines.append(JSON.writeValueAsString(Map.of(
                            "platform", "twitter",
                            "platformId", run + "-" + i,
                            "type", i % 2 == 0 ? "reply" : "video",
                            "author",
                                    Map.of(
                                            "id",
                                            "=7",
                                            "username",
                                            "ada",
                                            "displayName",
                                            "Ada, \"L.\"",
                                            "verified",
                                            i % 3 == 0,
                                            "followersCount",
                                            7,
                                            "followingCount",
                                            8,
                                            "bio",
                                            "-bio",
                                            "avatar",
                                            "https://a.example/x.png"),
                            "content",
                                    Map.of(
                                            "text", TEXTS.get(i),
                                            "media",
                                                    List.of(Map.of(
                                                            "url",
                                                            "https://m.example/a,b.jpg",
                                                            "type",
                                                            "photo",
                                                            "width",
                                                            3,
                                                            "altText",
                                                            "x")),
                                            "links",
                                                    List.of(Map.of(
                                                            "url", "https://l.example/", "title", "A \"title\"")),
                                            "mentions",
                                                    List.of(Map.of(
                                                            "username", "ben", "id", "9", "indices", List.of(0, 2))),
                                            "hashtags", List.of(Map.of("text", "two words", "indices", List.of(1, 4)))),
                            "metadata",
                                    Map.of(
                                            "engagement", Map.of("likes", i, "score", -2.5, "reactionsLove", 3),
                                            "language", i % 2 == 0 ? "en?" : "de",
                                            "location",
                                                    Map.of(
                                                            "name",
                                                            "Here",
                                                            "coordinates",
                                                            Map.of("lat", -31.9, "lng", 99.5)),
                                            "source", Map.of("mood", "=good", "deep", Map.of("list", List.of(1, "b")))),
                            "tags", List.of("two words", "=tag", "a|b"),
                            "publishedAt", "2026-01-15T09:30:%02dZ".formatted(i),
                            "aiGenerated", i % 4 == 0))
                    .replaceFirst("\\}$", ",\"moderationStatus\":\"pending\",\"moderationNotes\":\"-look\"}"));
            lines.append('\n');
        }
        return lines.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv"})
    void whatIsExportedAndImportedAgainIsTheSame(String format) {
        TestPerson ada = people.someone();
        String run = ada.user().id().toHexString();
        assertThat(imported(ada.http(), lines(run)).at("/counts/created")).isEqualTo("" + TEXTS.size());
        await().until(() -> unprocessed(run) == 0);
        Map<String, JsonNode> before = stored(run);
        String file = exported(ada.http(), "{\"format\":\"" + format + "\"}").text();

        Answer again = imported(ada.http(), file);
        assertThat(again.at("/counts/unchanged")).as("%s", again).isEqualTo("" + TEXTS.size());

        forget(run);
        TestPerson ben = people.someone();
        Answer anew = imported(ben.http(), file);
        assertThat(anew.at("/counts/created")).as("%s", anew).isEqualTo("" + TEXTS.size());
        await().until(() -> unprocessed(run) == 0);
        assertThat(stored(run)).isEqualTo(before);
        assertThat(ben.http()
                        .get("/api/v1/content?moderationStatus=pending&tags=two%20words")
                        .at("/page/total"))
                .isEqualTo("" + TEXTS.size());
    }

    @Test
    void whoFetchedAFileIsWritten() {
        TestPerson ada = people.someone();
        imported(ada.http(), lines(ada.user().id().toHexString()));

        exported(ada.http(), "{\"format\":\"jsonl\"}");

        assertThat(ada.http().get("/api/v1/audit?action=export.fetched").json().at("/items"))
                .singleElement()
                .satisfies(fetched ->
                        assertThat(fetched.at("/details/kind").asString()).isEqualTo("content-export"));
    }

    @Test
    void aLineThatBeginsEmptyIsNoFormulaEither() {
        ObjectNode post = JSON.createObjectNode();
        post.putObject("content").put("text", "\n=1+1");

        assertThat(CsvRow.of(post)).contains("\"'\n=1+1\"");
    }

    @Test
    void noCellOfATableIsAFormula() {
        TestPerson ada = people.someone();
        imported(ada.http(), lines(ada.user().id().toHexString()));
        String file = exported(ada.http(), "{\"format\":\"csv\"}").text();
        // a score may be negative, and a number is no formula
        assertThat(cells(file))
                .filteredOn(cell -> !cell.isEmpty() && !cell.matches("-\\d+(\\.\\d+)?(E-?\\d+)?"))
                .allSatisfy(cell -> assertThat("=+-@\t\r").doesNotContain(cell.substring(0, 1)));
        assertThat(file).startsWith("platform,platformId,").contains("'=1+1", "''=1+1", "'@SUM", "'-bio");
    }

    @Test
    void filtersChooseWhatIsExported() {
        TestPerson ada = people.someone();
        String run = ada.user().id().toHexString();
        imported(ada.http(), lines(run));
        Answer few = exported(
                ada.http(),
                "{\"filters\":{\"type\":\"video\",\"minLikes\":5,\"moderationStatus\":[\"pending\",\"rejected\"]}}");
        List<JsonNode> posts = few.text().lines().map(JSON::readTree).toList();
        assertThat(posts).isNotEmpty().allSatisfy(post -> {
            assertThat(post.at("/type").asString()).isEqualTo("video");
            assertThat(post.at("/metadata/engagement/likes").asInt()).isGreaterThanOrEqualTo(5);
        });
        assertThat(exported(ada.http(), "{\"filters\":{\"platform\":\"facebook\"}}")
                        .text())
                .isEmpty();
    }

    @Test
    void archivedPostsComeAlongUnlessTheFilterSaysOtherwise() {
        Http ada = people.someone().http();
        for (String text : List.of("kept aside", "at hand")) {
            ada.post("/api/v1/content", "{\"platform\":\"facebook\",\"content\":{\"text\":\"" + text + "\"}}");
        }
        String aside = ada.get("/api/v1/content").at("/items/1/id");
        ada.patch("/api/v1/content/" + aside, "{\"isArchived\":true}");

        assertThat(exported(ada, "{}").text().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("\"isArchived\":true");
        assertThat(exported(ada, "{\"filters\":{\"archived\":false}}").text().lines())
                .hasSize(1);
        assertThat(exported(ada, "{\"filters\":{\"archived\":true}}").text().lines())
                .hasSize(1);
    }

    @Test
    void anExportHoldsNothingOfOthers() {
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        String run = ada.user().id().toHexString();
        imported(ada.http(), lines(run));
        imported(ben.http(), lines(run).replace("two words\",\"=tag", "bens\",\"=tag"));
        String file = exported(ben.http(), "{}").text();
        assertThat(file.lines().count()).isEqualTo(TEXTS.size());
        assertThat(file).contains("bens").doesNotContain(ada.user().id().toHexString() + "\"", "\"tags\":[\"two words");
    }

    @Test
    void aFileIsItsOwnersForADay() {
        TestPerson ada = people.someone();
        imported(ada.http(), lines(ada.user().id().toHexString()));
        Answer started = ada.http().post("/api/v1/content/export", "{\"format\":\"csv\"}");
        assertThat(started.status()).isEqualTo(202);
        String job = started.header("Location");
        await().until(() -> ada.http().get(job).at("/status").equals("completed"));
        Answer file = ada.http().get(job + "/file");
        assertThat(file.header("Content-Disposition")).startsWith("attachment").contains("posts.csv");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(ada.http().get(job).at("/file/name")).isEqualTo("posts.csv");
        assertThat(ada.http().get(job).at("/counts/written")).isEqualTo("" + TEXTS.size());
        assertThat(people.someone().http().get(job + "/file").status()).isEqualTo(404);
        database.getCollection("jobs")
                .updateOne(
                        Filters.eq("_id", new ObjectId(started.at("/id"))),
                        Updates.set("file.expiresAt", Instant.now().minusSeconds(1)));
        assertThat(ada.http().get(job + "/file").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsNamed() {
        Http ada = people.someone().http();
        assertThat(ada.post("/api/v1/content/export", "{\"format\":\"xml\"}").text())
                .contains("format");
        assertThat(ada.post("/api/v1/content/export", "{\"filters\":{\"colour\":\"red\"}}")
                        .at("/errors/0/field"))
                .isEqualTo("filters.colour");
        assertThat(ada.post("/api/v1/content/export", "{\"filters\":{\"minLikes\":\"many\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(ada.post("/api/v1/content/export", "{\"filters\":{\"platform\":[\"x\",null]}}")
                        .at("/errors/0/field"))
                .isEqualTo("filters.platform");
        assertThat(ada.post("/api/v1/content/export", "{\"filters\":{\"dateTo\":\"-999999999-01-01T00:00:00Z\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(ada.post("/api/v1/content/export", "{\"filters\":{\"type\":{\"a\":1}}}")
                        .status())
                .isEqualTo(400);
        String importJob = imported(ada, "{\"platform\":\"x\",\"platformId\":\"" + new ObjectId() + "\"}")
                .at("/id");
        assertThat(ada.get("/api/v1/jobs/" + importJob + "/file").at("/code")).isEqualTo("DATA001");
    }

    private static List<String> cells(String file) {
        List<String> cells = new ArrayList<>();
        Matcher cell = Pattern.compile("(?:^|,|\r\n)(?:\"((?:[^\"]|\"\")*)\"|([^,\"\r\n]*))")
                .matcher(file);
        while (cell.find()) {
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
        }
        return cells;
    }

    /// The posts as they are stored, but for what is of this instance.
    private Map<String, JsonNode> stored(String run) {
        Map<String, JsonNode> posts = new TreeMap<>();
        for (Document post : database.getCollection("content").find(Filters.regex("platformId", "^" + run))) {
            ObjectNode json = (ObjectNode) JSON.readTree(post.toJson());
            json.remove(List.of("_id", "source", "collectedAt", "processedAt", "createdAt", "updatedAt", "__v"));
            posts.put(post.getString("platformId"), json);
        }
        return posts;
    }

    private void forget(String run) {
        MongoCollection<Document> content = database.getCollection("content");
        for (Document post : content.find(Filters.regex("platformId", "^" + run))) {
            database.getCollection("libraryItems").deleteMany(Filters.eq("contentId", post.getObjectId("_id")));
        }
        content.deleteMany(Filters.regex("platformId", "^" + run));
    }

    private long unprocessed(String run) {
        return database.getCollection("content")
                .countDocuments(Filters.and(
                        Filters.regex("platformId", "^" + run), Filters.exists("metadata.enrichment.dueAt")));
    }

    private static Answer exported(Http http, String request) {
        String job = http.post("/api/v1/content/export", request).header("Location");
        await().until(() -> http.get(job).at("/status").equals("completed"));
        Answer file = http.get(job + "/file");
        assertThat(file.status()).as("%s", file).isEqualTo(200);
        return file;
    }

    private static Answer imported(Http http, String lines) {
        String job = http.post("/api/v1/content/import", lines).header("Location");
        await().until(() -> http.get(job).at("/status").equals("completed"));
        return http.get(job);
    }
}
