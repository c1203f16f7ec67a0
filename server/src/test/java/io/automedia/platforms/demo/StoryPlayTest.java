package io.automedia.platforms.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.content.IncomingPost;
import io.automedia.platforms.SyncOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StoryPlayTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private final Story story = Story.read();
    private final StoryPlay play = new StoryPlay(story, 8);

    @Test
    void twoRoundsAreHistoryThenTheStoryIsLive() {
        Document checkpoint = new Document("startedAt", Date.from(NOON));
        for (int round = 0; round < 2; round++) {
            SyncOutcome.Fetched history = play.next(checkpoint, NOON);
            assertThat(history.posts()).hasSameSizeAs(story.posts());
            assertThat(history.posts()).allMatch(post -> published(post).isBefore(NOON));
            assertThat(history.next()).isEqualTo(Duration.ZERO);
            checkpoint = Objects.requireNonNull(history.checkpoint());
        }
        SyncOutcome.Fetched opening = play.next(checkpoint, NOON);
        assertThat(opening.posts()).hasSize(10).allMatch(post -> published(post).equals(NOON));
    }

    @Test
    void theSamePlaceGivesTheSamePosts() {
        Document live = liveFrom(NOON);
        Instant later = NOON.plusSeconds(10);
        assertThat(play.next(live, later).posts())
                .isEqualTo(play.next(live, later).posts());
    }

    @Test
    void everyPostOfARoundAppearsOnceAtItsTimeAndGrowsAfterwards() {
        Document place = liveFrom(NOON);
        Instant now = NOON;
        Set<String> appeared = new HashSet<>();
        List<IncomingPost> grown = new ArrayList<>();
        while (place.getInteger("round") == 0) {
            now = now.plusSeconds(5);
            SyncOutcome.Fetched piece = play.next(place, now);
            for (IncomingPost post : piece.posts()) {
                if (post.publishedAt() == null) {
                    grown.add(post);
                } else {
                    assertThat(appeared.add(post.platformId())).isTrue();
                    assertThat(post.publishedAt()).isBetween(now.minusSeconds(5), now.plusMillis(1));
                }
            }
            place = Objects.requireNonNull(piece.checkpoint());
        }
        assertThat(appeared).hasSize(story.posts().size() - 10);
        assertThat(grown).extracting(IncomingPost::platformId).containsAnyElementsOf(appeared);
        assertThat(Duration.between(NOON, now)).isCloseTo(Duration.ofSeconds(Story.LENGTH / 8), Duration.ofSeconds(60));
    }

    @Test
    void noTextComesAgainForHours() {
        Set<String> said = new HashSet<>();
        for (int telling = 0; telling < 8; telling++) {
            List<StoryPost> posts = story.between(-1, Story.LENGTH, telling);
            assertThat(posts).hasSameSizeAs(story.posts());
            posts.forEach(
                    post -> assertThat(said.add(post.text())).as(post.text()).isTrue());
        }
        assertThat(said).noneMatch(text -> text.contains("{") || text.contains("}"));
    }

    @Test
    void theNextRoundAndHistoryAreOtherPostsOfTheSamePeople() {
        Document beginning = new Document("startedAt", Date.from(NOON));
        Document secondRound = liveFrom(NOON).append("round", 1).append("position", 100.0);
        Set<String> live = new HashSet<>();
        story.posts().forEach(post -> live.add(post.text()));

        List<IncomingPost> others = new ArrayList<>(play.next(beginning, NOON).posts());
        List<IncomingPost> next = play.next(secondRound, NOON.plusSeconds(20)).posts();
        assertThat(next).hasSizeGreaterThan(5);
        others.addAll(next);

        assertThat(others).extracting(IncomingPost::text).doesNotContainAnyElementsOf(live);
        assertThat(others.getFirst().author())
                .isEqualTo(story.posts().getFirst().author());
    }

    @Test
    void aPostThatGrowsKeepsItsText() {
        Document place = liveFrom(NOON).append("round", 3).append("position", 400.0);
        List<IncomingPost> appeared = play.next(place, NOON.plusSeconds(25)).posts().stream()
                .filter(post -> post.publishedAt() != null)
                .toList();
        List<IncomingPost> later = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            Document after = new Document(place).append("position", 600.0).append("step", step);
            later.addAll(play.next(after, NOON).posts());
        }
        for (IncomingPost post : appeared) {
            assertThat(later)
                    .filteredOn(one -> one.platformId().equals(post.platformId()))
                    .isNotEmpty()
                    .allMatch(one -> one.text().equals(post.text()));
        }
    }

    @Test
    void whoStoodStillDoesNotCatchUp() {
        SyncOutcome.Fetched piece = play.next(liveFrom(NOON), NOON.plus(Duration.ofHours(9)));
        assertThat(piece.posts()).allMatch(post -> post.publishedAt() == null);
    }

    private Document liveFrom(Instant now) {
        Document told = new Document("startedAt", Date.from(now)).append("told", 2);
        return Objects.requireNonNull(play.next(told, now).checkpoint());
    }

    private static Instant published(IncomingPost post) {
        return Objects.requireNonNull(post.publishedAt());
    }
}
