package io.automedia.content;

import static io.automedia.content.ContentFixtures.aPost;
import static io.automedia.content.ContentFixtures.connected;
import static io.automedia.content.ContentFixtures.importing;
import static io.automedia.content.ContentFixtures.post;
import static io.automedia.content.ContentFixtures.understood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// How what is found out about posts comes into them and their items, on every server.
abstract class ProcessingContract extends ContentContract {
    @Test
    void onlyWhatIsLiveIsAnnounced() {
        library.store(List.of(post("1")), importing(ada));
        library.store(List.of(post("2")), connected(ben));
        ObjectId topic = new ObjectId();
        understandAll(List.of(new TopicMatch(ben.value(), topic, 0.5, List.of())));
        io.automedia.updates.Updates updates = context.getBean(io.automedia.updates.Updates.class);
        await().untilAsserted(() -> assertThat(updates.after(ben, 0, 10))
                .extracting(io.automedia.updates.Update::type)
                .containsExactlyInAnyOrder("content:collected", "content:processed", "topic:matched"));
        assertThat(updates.after(ada, 0, 10)).isEmpty();
    }

    @Test
    void whatEnrichmentFoundIsInThePostAndInTheItems() {
        library.store(List.of(post("1")), connected(ada));
        ObjectId topic = new ObjectId();
        understandAll(
                List.of(new TopicMatch(ada.value(), topic, 0.7, List.of(new TermHit("snow", "Snow", "text", 0, 4)))));
        LibraryPost post = get(ada, "1");
        assertThat(post.content().processedAt()).isNotNull();
        assertThat(post.content().topics()).containsExactly(topic);
        assertThat(post.content().metadata().sentiment()).isNotNull();
        assertThat(post.content().metadata().enrichment()).isEqualTo(new ContentMetadata.Enrichment(1, null, null));
        assertThat(post.item().topics().getFirst().terms().getFirst().surface()).isEqualTo("Snow");
        assertThat(post.item().hashtags()).containsExactly("snow");
        assertThat(processing.due(10, Lane.LIVE)).isEmpty();
        assertThat(find(ada, ContentQuery.ofTopic(topic)).items()).hasSize(1);
        marks.forget(ada, topic);
        assertThat(get(ada, "1").item().topics()).isEmpty();
        assertThat(get(ada, "1").content().topics()).isEmpty();
        marks.mark(ada, Map.of(post.content().id(), new TopicMatch(ada.value(), topic, 0.4, List.of())));
        assertThat(get(ada, "1").item().topics().getFirst().relevanceScore()).isEqualTo(0.4);
    }

    @Test
    void aPostThatChangesWhileItIsUnderstoodStaysDue() {
        library.store(List.of(post("1")), connected(ada));
        List<DuePost> due = processing.due(10, Lane.LIVE);
        library.store(List.of(aPost("1").text("Changed").build()), connected(ada));
        processing.processed(due.stream().map(one -> understood(one, List.of())).toList());
        assertThat(processing.due(10, Lane.LIVE)).hasSize(1);
        understandAll(List.of());
        assertThat(processing.due(10, Lane.LIVE)).isEmpty();
    }

    @Test
    void aSpoiltPostStopsNoOtherFromBeingUnderstood() {
        library.store(List.of(post("1"), post("2"), post("3")), connected(ada));
        spoil("2", Updates.set("content", "nothing but words"));
        understandAll(List.of());
        assertThat(processing.due(10, Lane.LIVE)).isEmpty();
        assertThat(processing.due(10, Lane.HISTORY)).isEmpty();
        assertThat(get(ada, "1").item().sentimentLabel()).isEqualTo("positive");
        assertThat(get(ada, "3").content().processedAt()).isNotNull();
        assertThat(processing.renew(1, null, 10, 10).outdated()).isZero();
    }

    @Test
    void whatAnotherProgramWroteWithoutAVersionIsUnderstood() {
        library.store(List.of(post("1")), connected(ada));
        spoil("1", Updates.unset("__v"));
        understandAll(List.of());
        assertThat(processing.due(10, Lane.LIVE)).isEmpty();
        assertThat(only("content")).containsEntry("__v", 1L);
    }

    @Test
    void aWalkFindsWhatAnOlderEnrichmentUnderstoodAndPutsItOnTheListOfHistory() {
        library.store(List.of(post("1"), post("2"), post("3")), connected(ada));
        assertThat(processing.renew(2, null, 10, 10)).satisfies(walked -> {
            assertThat(walked.looked()).isEqualTo(3);
            assertThat(walked.outdated()).as("what waits anyway").isZero();
        });
        understandAll(List.of());
        assertThat(processing.renew(1, null, 10, 10).outdated()).isZero();

        Processing.Renewed first = processing.renew(2, null, 10, 2);
        assertThat(first).extracting("looked", "outdated", "more").containsExactly(2, 2, true);
        assertThat(processing.waiting(Lane.HISTORY, 100)).isEqualTo(2);
        Processing.Renewed second = processing.renew(2, first.last(), 10, 2);
        assertThat(second).extracting("looked", "outdated", "more").containsExactly(1, 1, false);
        assertThat(processing.renew(2, second.last(), 10, 2)).isEqualTo(new Processing.Renewed(null, 0, 0, false));
        assertThat(processing.due(10, Lane.HISTORY)).hasSize(3);
    }

    @Test
    void whoJoinsAPostHasItMatchedForHim() {
        library.store(List.of(post("1")), connected(ada));
        understandAll(List.of());
        library.store(List.of(post("1")), importing(ben));
        List<DuePost> due = processing.due(10, Lane.HISTORY);
        assertThat(due.getFirst().holders()).containsExactlyInAnyOrder(ada.value(), ben.value());
        assertThat(get(ben, "1").item().sentimentLabel()).isEqualTo("positive");
    }

    @Test
    void whoJoinsAPostWhileItIsUnderstoodHasItMatchedForHim() {
        library.store(List.of(post("1")), connected(ada));
        List<DuePost> read = new ArrayList<>();
        context.getBean(Meanwhile.class)
                .before("insert", "libraryItems", () -> read.addAll(processing.due(10, Lane.LIVE)));
        library.store(List.of(post("1")), importing(ben));
        assertThat(read)
                .singleElement()
                .satisfies(due -> assertThat(due.holders()).containsExactly(ada.value()));

        processing.processed(
                read.stream().map(due -> understood(due, List.of())).toList());

        understandAll(List.of(new TopicMatch(ben.value(), new ObjectId(), 0.5, List.of())));
        assertThat(get(ben, "1").item().topics()).hasSize(1);
    }

    @Test
    void aPostListsAThousandTopicsAndSaysWhenThereAreMore() {
        library.store(List.of(post("1")), importing(ada));
        ObjectId id = get(ada, "1").content().id();
        List<ObjectId> many =
                IntStream.range(0, 999).mapToObj(i -> new ObjectId()).toList();
        database.getCollection("content").updateOne(Filters.eq("_id", id), Updates.set("topics", many));
        for (int i = 0; i < 3; i++) {
            marks.mark(ada, Map.of(id, new TopicMatch(ada.value(), new ObjectId(), 0.5, List.of())));
        }
        assertThat(only("content").getList("topics", ObjectId.class)).hasSize(1_000);
        assertThat(only("content").getBoolean("moreTopics")).isTrue();
        assertThat(get(ada, "1").item().topics()).hasSize(3);
    }
}
