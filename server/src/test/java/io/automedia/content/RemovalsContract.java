package io.automedia.content;

import static io.automedia.content.ContentFixtures.aPost;
import static io.automedia.content.ContentFixtures.caller;
import static io.automedia.content.ContentFixtures.connected;
import static io.automedia.content.ContentFixtures.importing;
import static io.automedia.content.ContentFixtures.post;
import static io.automedia.content.ContentFixtures.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/// How posts leave, on every server.
abstract class RemovalsContract extends ContentContract {
    @Test
    void aDeletedPostIsGoneForOneAndStaysForTheOther() {
        library.store(List.of(post("1")), connected(ada));
        library.store(List.of(post("1")), connected(ben));
        ObjectId id = get(ada, "1").content().id();
        library.delete(caller(ada), id, OptionalLong.empty());
        assertThatThrownBy(() -> library.get(caller(ada), id)).hasMessageContaining("DATA001");
        assertThat(find(ada, ContentQuery.all()).items()).isEmpty();
        assertThat(library.get(caller(ben), id).content().isDeleted()).isFalse();
        assertThat(library.store(List.of(post("1")), connected(ada)).unchanged())
                .isEqualTo(1);
        assertThat(find(ada, ContentQuery.all()).items()).isEmpty();
        assertThat(library.restore(caller(ada), id).content().id()).isEqualTo(id);
    }

    @Test
    void whatNobodyHasAnyMoreIsRemovedForGoodAndLeavesATombstone() {
        library.store(List.of(post("1")), connected(ada));
        library.store(List.of(aPost("1").engagement(Map.of("likes", 8)).build()), connected(ada));
        ObjectId id = get(ada, "1").content().id();
        library.delete(caller(ada), id, OptionalLong.empty());
        assertThat(only("content").getBoolean("isDeleted")).isTrue();
        removals.sweep();
        assertThat(count("content")).isEqualTo(1);
        longAgo();
        removals.sweep();
        assertThat(count("content")).isZero();
        assertThat(count("libraryItems")).isZero();
        assertThat(count("engagementSnapshots")).isZero();
        assertThat(library.removedAfter(Instant.EPOCH, null, 10))
                .singleElement()
                .satisfies(stone -> assertThat(stone.id()).isEqualTo(id));
        assertThat(library.store(List.of(post("1")), connected(ada)).unchanged())
                .isEqualTo(1);
        assertThat(count("content")).isZero();
        assertThat(library.store(List.of(post("1")), connected(ben)).created()).isEqualTo(1);
    }

    @Test
    void whoeverHoldsAPostBesidesIsToldOfItsRemovalByTheNextNodeWhenOneDies() {
        library.store(List.of(post("1")), connected(ada));
        ObjectId id = get(ada, "1").content().id();
        library.delete(caller(ada), id, OptionalLong.empty());
        longAgo();
        assertThatThrownBy(() -> removals(gone -> {
                            throw new IllegalStateException("the node dies here");
                        })
                        .sweep())
                .hasMessage("the node dies here");
        assertThat(count("content")).isZero();

        List<ObjectId> told = new ArrayList<>();
        removals(told::addAll).sweep();

        assertThat(told).containsExactly(id);
        assertThat(count("libraryItems")).isZero();
    }

    private Removals removals(PostDependent dependent) {
        return new Removals(
                context.getBean(ContentRepository.class),
                context.getBean(TombstoneRepository.class),
                context.getBean(LibraryRepository.class),
                context.getBean(Intake.class),
                context.getBean(ContentProperties.class),
                context.getBeanProvider(Showcase.class),
                new StaticListableBeanFactory(Map.of("dependent", dependent)).getBeanProvider(PostDependent.class),
                context);
    }

    @Test
    void whatWasDeletedUpstreamLeavesAtOnceAndIsNotBroughtAgain() {
        library.store(List.of(aPost("1").tags(List.of("a")).build()), connected(ada));
        library.store(List.of(aPost("1").tags(List.of("b")).build()), connected(ben));
        library.removedUpstream("twitter", "1", connected(ada));
        assertThat(find(ada, ContentQuery.all()).items()).isEmpty();
        Content passedOn = get(ben, "1").content();
        assertThat(passedOn.source()).isEqualTo(ben.value());
        assertThat(passedOn.tags()).containsExactly("b");
        library.removedUpstream("twitter", "1", connected(ben));
        assertThat(count("content")).isZero();
        assertThat(library.store(List.of(post("1")), importing(ada)).rejected()).isEqualTo(1);
    }

    @Test
    void othersAreToLookForWhatOneLearnedIsGoneUntilTheyKnow() {
        library.store(List.of(post("1")), connected(ada));
        library.store(List.of(post("1")), connected(ben));
        library.removedUpstream(" Twitter", "1", connected(ada));
        Doubted doubted = doubts.due(10).getFirst();
        assertThat(doubts.due(10)).containsExactly(doubted);
        assertThat(doubted)
                .extracting("userId", "platform", "platformId", "attempts")
                .containsExactly(ben, "twitter", "1", 0);

        doubts.later(doubted, Instant.now().plusSeconds(60));
        assertThat(doubts.due(10)).isEmpty();
        doubts.later(doubted, Instant.EPOCH);
        assertThat(doubts.due(10).getFirst().attempts()).isOne();
        doubts.keep(doubted);
        assertThat(doubts.due(10)).isEmpty();
        assertThat(get(ben, "1").item().isDeleted()).isFalse();

        library.store(List.of(post("1")), connected(ada));
        library.removedUpstream("twitter", "1", connected(ada));
        doubts.remove(doubts.due(10).getFirst());
        assertThat(count("content") + count("libraryItems")).isZero();
        assertThat(library.removedAfter(Instant.EPOCH, null, 10))
                .extracting(Tombstone::reason)
                .containsExactly(Tombstone.Reason.UPSTREAM);
    }

    @Test
    void nobodyIsToldAnythingByWhoDoesNotHaveThePost() {
        library.store(List.of(post("1")), connected(ada));
        library.removedUpstream("twitter", "1", connected(ben));
        assertThat(doubts.due(10)).isEmpty();
        assertThat(get(ada, "1").content().isDeleted()).isFalse();
    }

    @Test
    void whatOnlyTopicsHoldGoesWithTheOneWhoseConnectionBroughtIt() {
        library.store(List.of(post("1")), connected(ada));
        library.store(List.of(post("1")), importing(ben));
        database.getCollection("libraryItems")
                .updateOne(Filters.eq("userId", ben.value()), Updates.set("via", "topic"));
        library.removedUpstream("twitter", "1", connected(ada));
        assertThat(count("content") + count("libraryItems")).isZero();
    }

    @Test
    void aRemovalThatDiedHalfWayIsFinishedWhenItIsLearnedAgain() {
        library.store(List.of(post("1")), connected(ada));
        library.store(List.of(post("2")), connected(ada));
        Document item = database.getCollection("libraryItems")
                .find(Filters.eq("contentId", get(ada, "1").content().id()))
                .first();
        library.removedUpstream("twitter", "1", connected(ada));
        database.getCollection("libraryItems").insertOne(java.util.Objects.requireNonNull(item));
        library.removedUpstream("twitter", "1", connected(ada));
        assertThat(count("libraryItems")).isOne();
        assertThat(get(ada, "2").content().platformId()).isEqualTo("2");
    }

    @Test
    void whoErasesHisAccountLeavesOnlyWhatOthersHold() {
        library.store(List.of(post("1"), post("2")), connected(ada));
        library.store(List.of(post("2")), connected(ben));
        library.erase(ada);
        assertThat(count("content")).isEqualTo(1);
        assertThat(get(ben, "2").content().source()).isEqualTo(ben.value());
        assertThat(database.getCollection("tombstones").find().first()).doesNotContainKey("platformId");
    }

    @Test
    void thePostFollowsTheNextCollectorWhenTheFirstOnesDeletionIsSettled() {
        library.store(List.of(aPost("1").tags(List.of("adas")).build()), importing(ada));
        library.store(List.of(aPost("1").tags(List.of("bens")).build()), importing(ben));
        ObjectId topic = new ObjectId();
        marks.mark(ada, Map.of(get(ada, "1").content().id(), new TopicMatch(ada.value(), topic, 0.5, List.of())));
        assertThat(only("content").getList("topics", ObjectId.class)).containsExactly(topic);
        library.delete(caller(ada), get(ada, "1").content().id(), OptionalLong.empty());
        assertThat(only("content").getList("topics", ObjectId.class)).isEmpty();
        assertThat(only("content").getList("tags", String.class)).containsExactly("adas");
        longAgo();
        removals.sweep();
        assertThat(only("content").getObjectId("source")).isEqualTo(ben.value());
        assertThat(only("content").getList("tags", String.class)).containsExactly("bens");
        assertThat(get(ben, "1").item().tags()).containsExactly("bens");
    }

    @Test
    void aStoryIsGoneAfterItsDayFromAllLibrariesAndIsNotCollectedAgain() {
        // so near that the server's own net does not remove it first
        Instant published = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(2));
        IncomingPost.Builder told = aPost("1").type("story").publishedAt(published);
        IncomingPost story = told.build();
        library.store(List.of(story, post("2")), connected(ada));
        library.store(List.of(told.engagement(Map.of("likes", 9)).build()), connected(ben));
        assertThat(get(ada, "1").content().expiresAt()).isEqualTo(published.plus(Duration.ofDays(1)));
        assertThat(get(ada, "2").content().expiresAt()).isNull();
        removals.sweepExpired();
        assertThat(count("content"))
                .as("whoever stores it now may still be at it")
                .isEqualTo(2);
        longAgo();
        removals.sweepExpired();
        assertThat(count("content")).isEqualTo(1);
        assertThat(count("libraryItems")).isEqualTo(1);
        assertThat(count("engagementSnapshots")).isZero();
        assertThat(only("tombstones").getString("reason")).isEqualTo("expired");
        assertThat(library.store(List.of(story), connected(somebody())).created())
                .isZero();
        assertThat(count("content")).isEqualTo(1);
    }

    @Test
    void historyOfStoriesThatAPersonBringsStays() {
        library.store(List.of(aPost("1").type("story").build()), importing(ada));
        assertThat(get(ada, "1").content().expiresAt()).isNull();
        Instant soon = Instant.now().minusSeconds(60);
        library.store(List.of(aPost("2").type("story").publishedAt(soon).build()), importing(ada));
        assertThat(get(ada, "2").content().expiresAt()).isAfter(Instant.now());
    }

    private void longAgo() {
        Instant past = Instant.now().minus(Duration.ofHours(2));
        database.getCollection("libraryItems").updateMany(Filters.exists("deletedAt"), Updates.set("deletedAt", past));
        database.getCollection("content").updateMany(new Document(), Updates.set("updatedAt", past));
    }
}
