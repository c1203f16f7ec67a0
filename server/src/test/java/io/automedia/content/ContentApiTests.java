package io.automedia.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class ContentApiTests {
    private static final String POSTS = "/api/v1/content";

    private final TestPeople people;

    ContentApiTests(TestPeople people) {
        this.people = people;
    }

    private static String post(String id, String text, String more) {
        return """
                {"platform": "twitter", "platformId": "%s", "author": {"id": "1", "username": "Ada"},
                 "content": {"text": "%s"}, "metadata": {"engagement": {"likes": 5, "reactions": {"loves": 2}}},
                 "publishedAt": "2026-01-15T09:30:00Z"%s}
                """.formatted(id, text, more);
    }

    @Test
    void aPostIsCreatedOnceAndFoundAgain() {
        TestPerson ada = people.someone();
        String id = "api-" + ada.user().id();
        var created = ada.http().post(POSTS, post(id, "Hello snow", ", \"tags\": [\"winter\"]"));
        assertThat(created.status()).isEqualTo(201);
        String location = created.header("Location");
        assertThat(location).isEqualTo(POSTS + "/" + created.at("/id"));
        assertThat(ada.http().post(POSTS, post(id, "Hello snow", "")).status()).isEqualTo(200);
        var read = ada.http().get(location);
        assertThat(read.at("/metadata/engagement/reactionsLove")).isEqualTo("2");
        assertThat(read.at("/tags/0")).isEqualTo("winter");
        assertThat(read.at("/source")).isEqualTo(ada.user().id().toHexString());
        var list = ada.http().get(POSTS + "?platform=twitter&tags=winter&fields=id,content.text");
        assertThat(list.at("/page/total")).isEqualTo("1");
        assertThat(list.json().at("/items/0").propertyNames()).containsExactly("id", "content");
        assertThat(people.someone().http().get(location).status()).isEqualTo(404);
        assertThat(people.nobody().get(location).status()).isEqualTo(401);
    }

    @Test
    void aPostWithoutAnIdIsAManualOneAndIsUnderstoodSoon() {
        TestPerson ada = people.someone();
        var created =
                ada.http().post(POSTS, "{\"platform\": \"facebook\", \"content\": {\"text\": \"What a lovely day!\"}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/platformId")).startsWith("manual:");
        assertThat(created.at("/type")).isEqualTo("post");
        String location = created.header("Location");
        await().untilAsserted(() -> assertThat(ada.http().get(location).at("/metadata/sentiment/label"))
                .isEqualTo("positive"));
    }

    @Test
    void whatIsWrongIsNamed() {
        TestPerson ada = people.someone();
        var unknown = ada.http().post(POSTS, "{\"platform\": \"x\", \"colour\": \"red\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("colour");
        var counter =
                ada.http().post(POSTS, "{\"platform\": \"x\", \"metadata\": {\"engagement\": {\"likes\": \"many\"}}}");
        assertThat(counter.at("/code")).isEqualTo("DATA002");
        assertThat(ada.http().post(POSTS, "{\"content\": {\"text\": \"x\"}}").status())
                .isEqualTo(400);
        assertThat(ada.http().get(POSTS + "?sentiment=happy").status()).isEqualTo(400);
        assertThat(ada.http().get(POSTS + "?colour=red").status()).isEqualTo(400);
        assertThat(ada.http().get(POSTS + "?after=nonsense").status()).isEqualTo(400);
        assertThat(ada.http().get(POSTS + "?limit=101").status()).isEqualTo(400);
        assertThat(ada.http().get(POSTS + "/507f1f77bcf86cd799439011").status()).isEqualTo(404);
    }

    @Test
    void whatAListCannotMeanIsRefusedAllAtOnceWithWhatIsAllowed() {
        TestPerson ada = people.someone();
        var refused = ada.http()
                .get(POSTS + "?minLikes=-5&type=tweet,poem&platform=a%20b&topic=x&sortBy=colour&limit=0&x=1"
                        + "&author=@");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors"))
                .extracting(error -> error.at("/field").asString() + " "
                        + error.at("/message").asString())
                .containsExactlyInAnyOrder(
                        "x is not a parameter of this list",
                        "limit must be between 1 and 100",
                        "sortBy must be publishedAt, collectedAt, likes or sentiment",
                        "platform must be a name of 1 to 40 letters, digits, - or _, such as twitter",
                        "type must be one of tweet, post, video, image, story, generated",
                        "topic must be 24 hexadecimal digits",
                        "minLikes must be a whole number, 0 or more",
                        "author must have a name behind @");
        assertThat(ada.http()
                        .get(POSTS + "?platform=a-new-network&type=video&minLikes=0")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAuthorIsFoundWithAndWithoutTheSignBeforeHisName() {
        TestPerson ada = people.someone();
        ada.http().post(POSTS, post("sign-" + ada.user().id(), "Who wrote this?", ""));
        for (String name : new String[] {"ada", "@ada", "%40Ada"}) {
            assertThat(ada.http().get(POSTS + "?author=" + name).at("/page/total"))
                    .as(name)
                    .isEqualTo("1");
        }
    }

    @Test
    void allThatIsWrongWithAPostIsTold() {
        TestPerson ada = people.someone();
        String tags = IntStream.rangeClosed(0, 50)
                .mapToObj(tag -> "\"t" + tag + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        var refused = ada.http().post(POSTS, "{\"publishedAt\": \"2099-01-01T00:00:00Z\", \"tags\": " + tags + "}");
        assertThat(refused.json().at("/errors").findValuesAsString("field"))
                .containsExactly("platform", "publishedAt", "tags");
        String location = ada.http()
                .post(POSTS, post("wrong-" + ada.user().id(), "Text", ""))
                .header("Location");
        var change = ada.http()
                .patch(location, "{\"tags\": " + tags + ", \"moderationNotes\": \"" + "n".repeat(4_001) + "\"}");
        assertThat(change.json().at("/errors").findValuesAsString("field")).containsExactly("tags", "moderationNotes");
    }

    @Test
    void eachPartOfAPostThatCannotBeKeptIsNamed() {
        var answer = people.someone().http().post(POSTS, """
                {"platform": "twitter", "platformId": "%s", "publishedAt": "1800-01-01T00:00:00Z",
                 "expiresAt": "2300-01-01T00:00:00Z", "tags": ["a", "%s"],
                 "metadata": {"location": {"coordinates": {"lat": 91, "lng": 0}},
                   "engagement": {"likes": -1, "shares": "many", "views": 1e300, "reactions": {"loves": -2}}}}
                """.formatted("x".repeat(501), "y".repeat(101)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "platformId",
                        "publishedAt",
                        "expiresAt",
                        "tags[1]",
                        "metadata.location.coordinates",
                        "metadata.engagement.likes",
                        "metadata.engagement.shares",
                        "metadata.engagement.views",
                        "metadata.engagement.reactions.loves");
    }

    @Test
    void addressesInAPostAreOfTheWeb() {
        var http = people.someone().http();
        var refused = http.post(POSTS, """
                {"platform": "twitter", "author": {"avatar": "me.png"},
                 "content": {"text": "Look", "media": [{"url": "http://cdn.example/a.png"}, {"url": "data:text/html,hi"}],
                   "links": [{"url": "https://example.org/a"}, {"url": "javascript:alert(1)", "expandedUrl": "//x"}]}}
                """);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "author.avatar",
                        "content.media[1].url",
                        "content.links[1].url",
                        "content.links[1].expandedUrl");
        assertThat(refused.at("/errors/0/message")).contains("https://");
    }

    @Test
    void countersThatCannotBeCountedAreNamed() {
        var http = people.someone().http();
        String deep = "{\"a\":".repeat(6) + "1" + "}".repeat(6);
        assertThat(engaged(http, deep)).isEqualTo("metadata.engagement.a.a.a.a.a");
        assertThat(engaged(http, "{\"?!\": 1}")).isEqualTo("metadata.engagement.?!");
        String many = IntStream.range(0, 101).mapToObj(i -> "\"c" + i + "\": 1").collect(Collectors.joining(","));
        assertThat(engaged(http, "{" + many + "}")).isEqualTo("metadata.engagement");
        assertThat(engaged(http, "{\"score\": -4}")).as("a score may be one").isEmpty();
    }

    private static String engaged(Http http, String engagement) {
        return http.post(POSTS, "{\"platform\": \"facebook\", \"metadata\": {\"engagement\": " + engagement + "}}")
                .at("/errors/0/field");
    }

    @Test
    void aTagThatIsTooLongIsRefusedAndNotCut() {
        TestPerson ada = people.someone();
        String location = ada.http()
                .post(POSTS, post("tags-" + ada.user().id(), "Tagged", ""))
                .header("Location");
        var refused = ada.http().patch(location, "{\"tags\": [\"" + "x".repeat(101) + "\"]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("tags[0]");
        assertThat(ada.http()
                        .patch(location, "{\"tags\": [\"" + "x".repeat(100) + "\"]}")
                        .at("/tags/0"))
                .hasSize(100);
    }

    @Test
    void aChangeOfNothingNeedsTheVersionThatWasSeenToo() {
        TestPerson ada = people.someone();
        String location = ada.http()
                .post(POSTS, post("stale-" + ada.user().id(), "Seen", ""))
                .header("Location");
        assertThat(ada.http().with("If-Match", "\"77\"").patch(location, "{}").status())
                .isEqualTo(412);
        String seen = ada.http().get(location).header("ETag");
        assertThat(ada.http().with("If-Match", seen).patch(location, "{}").status())
                .isEqualTo(200);
        assertThat(ada.http()
                        .with("If-Match", "W/" + seen)
                        .patch(location, "{\"isArchived\": true}")
                        .status())
                .as("RFC 9110, 13.1.1: a weak one never matches")
                .isEqualTo(412);
    }

    @Test
    void anEditNeedsTheVersionThatWasSeen() {
        TestPerson ada = people.someone();
        String location = ada.http()
                .post(POSTS, post("edit-" + ada.user().id(), "Text", ""))
                .header("Location");
        String etag = ada.http().get(location).header("ETag");
        var changed = ada.http()
                .with("If-Match", etag)
                .patch(location, "{\"tags\": [\"a\"], \"moderationStatus\": \"pending\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/moderationStatus")).isEqualTo("pending");
        assertThat(ada.http()
                        .with("If-Match", etag)
                        .patch(location, "{\"tags\": []}")
                        .status())
                .isEqualTo(412);
        assertThat(ada.http().get(POSTS + "?moderationStatus=pending,rejected").at("/page/total"))
                .isEqualTo("1");
        assertThat(ada.http().delete(location).status()).isEqualTo(204);
        assertThat(ada.http().get(location).status()).isEqualTo(404);
        assertThat(ada.http().post(location + "/restore", "").status()).isEqualTo(200);
        assertThat(ada.http().get(location + "/engagement").at("/items/0/engagement/likes"))
                .isEqualTo("5");
    }

    @Test
    void whatAPostDoesNotSayWhenItComesAgainStaysAsItWas() {
        TestPerson ada = people.someone();
        String id = "again-" + ada.user().id();
        String location = ada.http()
                .post(POSTS, post(id, "A film", ", \"type\": \"video\""))
                .header("Location");
        assertThat(ada.http().post(POSTS, post(id, "A film", "")).status()).isEqualTo(200);
        assertThat(ada.http().get(location).at("/type")).isEqualTo("video");
    }

    @Test
    void whatCouldOnlyBeKeptInPartOrNotBeTrueIsRefused() {
        TestPerson ada = people.someone();
        String body = "{\"platform\": \"x\", \"publishedAt\": \"%s\", \"content\": {\"text\": \"%s\"}}";
        var future = ada.http().post(POSTS, body.formatted("2099-01-01T00:00:00Z", "soon"));
        assertThat(future.at("/errors/0/field")).isEqualTo("publishedAt");
        var tooLong = ada.http().post(POSTS, body.formatted("2026-01-15T09:30:00Z", "a".repeat(500_001)));
        assertThat(tooLong.at("/code")).isEqualTo("DATA002");
        assertThat(tooLong.at("/errors/0/field")).isEqualTo("content.text");
        assertThat(ada.http()
                        .post(POSTS, body.formatted("2026-01-15T09:30:00Z", "a".repeat(500_000)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDayIsWholeWhereAListBeginsAndWhereItEnds() {
        TestPerson ada = people.someone();
        ada.http().post(POSTS, post("day-" + ada.user().id(), "In the morning", ""));
        assertThat(ada.http()
                        .get(POSTS + "?dateFrom=2026-01-15&dateTo=2026-01-15")
                        .at("/page/total"))
                .isEqualTo("1");
        assertThat(ada.http().get(POSTS + "?dateTo=2026-01-14").at("/page/total"))
                .isEqualTo("0");
        assertThat(ada.http().get(POSTS + "?dateTo=2026-01-15T09:30:00Z").at("/page/total"))
                .isEqualTo("0");
    }

    @Test
    void aLibraryIsAReviewQueueWhenItsOwnerWantsIt() {
        Http owner = people.someone().http();
        String post = "{\"platform\": \"twitter\", \"content\": {\"text\": \"Snow\"}}";
        assertThat(owner.post("/api/v1/content", post).at("/moderationStatus")).isEqualTo("approved");

        assertThat(beginWith(owner, "\"pending\"")).isEqualTo(200);

        String waiting = owner.post("/api/v1/content", post).at("/id");
        Answer queue = owner.get("/api/v1/content?moderationStatus=pending");
        assertThat(queue.at("/page/total")).isEqualTo("1");
        assertThat(queue.at("/items/0/id")).isEqualTo(waiting);
        assertThat(beginWith(owner, "\"rejected\"")).isEqualTo(400);
        assertThat(beginWith(owner, "null")).isEqualTo(200);
        assertThat(owner.post("/api/v1/content", post).at("/moderationStatus")).isEqualTo("approved");
    }

    private static int beginWith(Http owner, String status) {
        return owner.patch(
                        "/api/v1/users/me",
                        "{\"preferences\": {\"contentDefaults\": {\"moderationStatus\": " + status + "}}}")
                .status();
    }
}
