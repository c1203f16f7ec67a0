package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.content.ContentQuery;
import io.automedia.content.ContentStatistics;
import io.automedia.content.LivePosts;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.Overheard;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

/// Whom the store is to ask for what, and how surely it is to keep what is written: as it is told with each command.
@AutoMediaTest
class ConcernsTests {
    private final Overheard overheard;
    private final ContentStatistics statistics;
    private final LivePosts posts;
    private final TestPerson ada;

    ConcernsTests(TestPeople people, Overheard overheard, ContentStatistics statistics, LivePosts posts) {
        this.overheard = overheard;
        this.statistics = statistics;
        this.posts = posts;
        this.ada = people.someone();
    }

    @Test
    void whatIsWrittenIsOnMostServersAndInTheirJournals() {
        overheard.listen();
        ada.http().post("/api/v1/topics", "{\"name\": \"Snow\", \"keywords\": [{\"term\": \"snow\"}]}");
        ada.http().post("/api/v1/collections", "{\"name\": \"Snow\"}");
        overheard.stop();
        List<BsonDocument> inserted = overheard.sent().stream()
                .filter(command -> command.getFirstKey().equals("insert"))
                .toList();
        assertThat(inserted)
                .extracting(command -> command.getString("insert").getValue())
                .contains("topics", "collections");
        assertThat(inserted)
                .extracting(command -> command.getDocument("writeConcern", new BsonDocument()))
                .containsOnly(BsonDocument.parse("{w: 'majority', j: true}"));
    }

    @Test
    void numbersAndExportsAreReadWhereverButAfterAChangeWhereItWasWritten() {
        overheard.listen();
        volume();
        overheard.stop();
        assertThat(readFrom("libraryItems")).containsExactly("secondaryPreferred");

        ada.http().post("/api/v1/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"Snow\"}}");
        overheard.listen();
        volume();
        overheard.stop();
        assertThat(readFrom("libraryItems")).containsExactly("primary");

        overheard.listen();
        Answer export = ada.http().post("/api/v1/content/export", "{\"format\": \"jsonl\"}");
        await().until(() ->
                ada.http().get(export.header("Location")).at("/status").equals("completed"));
        overheard.stop();
        // what understands the new post reads, too
        assertThat(readFrom("libraryItems")).contains("secondaryPreferred");
    }

    @Test
    void hashtagsAreCountedLikeOtherNumbers() {
        overheard.listen();
        posts.own(ada.caller(), List.of("snow"), Instant.EPOCH);
        overheard.stop();
        assertThat(readFrom("libraryItems")).containsExactly("secondaryPreferred");

        ada.http().post("/api/v1/content", "{\"platform\": \"twitter\", \"content\": {\"text\": \"Snow\"}}");
        overheard.listen();
        posts.own(ada.caller(), List.of("snow"), Instant.EPOCH);
        overheard.stop();
        assertThat(readFrom("libraryItems")).contains("primary").doesNotContain("secondaryPreferred");
    }

    private void volume() {
        Instant end = Instant.now();
        statistics.volume(
                ada.caller(), ContentQuery.all(), end.minus(Duration.ofHours(2)), end, Duration.ofMinutes(10));
    }

    /// Of whom something about Ada was read.
    private Set<String> readFrom(String collection) {
        BsonString name = new BsonString(collection);
        return overheard.sent().stream()
                .filter(command -> name.equals(command.get("find")) || name.equals(command.get("aggregate")))
                .filter(command -> command.toJson().contains(ada.user().id().toHexString()))
                .map(command -> command.getDocument("$readPreference", BsonDocument.parse("{mode: 'primary'}"))
                        .getString("mode")
                        .getValue())
                .collect(Collectors.toSet());
    }
}
