package io.automedia.content;

import static io.automedia.content.ContentFixtures.aPost;
import static io.automedia.content.ContentFixtures.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.shared.PageRequest;
import io.automedia.storage.LeasedLoop;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/// A person sets for how long what is collected for him stays.
@AutoMediaTest
class RetentionOverHttpTests {
    private static final String CONTENT = "/api/v1/content";
    private static final String ME = "/api/v1/users/me";
    private static final String DAYS = "/preferences/contentDefaults/retentionDays";

    private final TestPerson ada;
    private final TestPerson ben;
    private final ContentLibrary library;
    private final MongoDatabase store;
    private final LeasedLoop sweep;

    RetentionOverHttpTests(
            TestPeople people,
            ContentLibrary library,
            MongoDatabase store,
            @Qualifier("contentSweep") LeasedLoop sweep) {
        this.ada = people.someone();
        this.ben = people.someone();
        this.library = library;
        this.store = store;
        this.sweep = sweep;
    }

    /// A post that both have had for so many days.
    private String collected(String text, int daysAgo) {
        IncomingPost post = aPost("kept" + new ObjectId()).text(text).build();
        ObjectId id = new ObjectId();
        for (TestPerson person : List.of(ada, ben)) {
            library.store(List.of(post), connected(person.user().userId()));
            id = library.find(person.caller(), ContentQuery.all(), PageRequest.first(100)).items().stream()
                    .filter(one -> one.content().platformId().equals(post.platformId()))
                    .findFirst()
                    .orElseThrow()
                    .content()
                    .id();
        }
        store.getCollection("libraryItems")
                .updateMany(
                        Filters.eq("contentId", id),
                        Updates.set("addedAt", Instant.now().minus(Duration.ofDays(daysAgo))));
        return id.toHexString();
    }

    private Answer keep(String days) {
        return ada.http().patch(ME, "{\"preferences\":{\"contentDefaults\":{\"retentionDays\":" + days + "}}}");
    }

    private static boolean has(TestPerson person, String post) {
        return person.http().get(CONTENT + "/" + post).status() == 200;
    }

    @Test
    void whatWasCollectedLongerAgoLeavesHisLibraryUnlessACollectionHoldsIt() {
        String old = collected("old", 40);
        String held = collected("held", 40);
        String fresh = collected("fresh", 20);
        String collection =
                ada.http().post("/api/v1/collections", "{\"name\":\"Kept\"}").header("Location");
        assertThat(ada.http()
                        .post(collection + "/items", "{\"contentIds\":[\"" + held + "\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(keep("30").at(DAYS)).isEqualTo("30");
        await().until(() -> {
            sweep.hint();
            return !has(ada, old);
        });
        assertThat(has(ada, held)).isTrue();
        assertThat(has(ada, fresh)).isTrue();
        assertThat(List.of(old, held, fresh)).allMatch(post -> has(ben, post));
        assertThat(ada.http().get(collection + "/items").text()).contains(held);

        assertThat(keep("10").status()).isEqualTo(200);
        await().until(() -> {
            sweep.hint();
            return !has(ada, fresh);
        });
        assertThat(has(ada, held)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3651", "1.5", "\"long\""})
    void whatIsNoNumberOfDaysIsRefused(String days) {
        Answer refused = keep(days);
        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("preferences.contentDefaults.retentionDays");
    }

    @Test
    void theMenuOfPagesSetsItToo() {
        String rest = "theme=dark&language=en&zone=UTC";
        assertThat(ada.http().postForm("/settings", rest + "&keep=45").status()).isEqualTo(302);
        assertThat(ada.http().get(ME).at(DAYS)).isEqualTo("45");
        assertThat(ada.http().get("/topics").text())
                .contains("<option value=\"45\" selected=\"selected\">45 days</option>");
        ada.http().postForm("/settings", rest);
        assertThat(ada.http().get(ME).at(DAYS)).as("not said").isEqualTo("45");
        assertThat(ada.http().postForm("/settings", rest + "&keep=soon").status())
                .isEqualTo(400);
        assertThat(ada.http().postForm("/settings", rest + "&keep=0").status()).isEqualTo(400);
        assertThat(ada.http().get(ME).at(DAYS)).isEqualTo("45");
        ada.http().postForm("/settings", rest + "&keep=");
        assertThat(ada.http().get(ME).json().at(DAYS).isNull()).isTrue();
    }
}
