package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.content.IncomingPost;
import io.automedia.platforms.SyncOutcome.Fetched;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the schedule relies on, whatever the platform. A suite for a connector plays its platform.
public abstract class PlatformConnectorContract {
    private static final int MOST_IN_A_PIECE = 500;
    private final ObjectId sourceId = new ObjectId();

    /// What a platform may answer instead of posts.
    public enum Trouble {
        LIMITED,
        REFUSED,
        GONE,
        BROKEN,
        GARBAGE
    }

    protected abstract PlatformConnector connector();

    /// From now on the platform holds that many posts; more means that newer ones came.
    ///
    /// @return what a person types for them, each time the same
    protected abstract WantedSource thereAre(int posts);

    /// What a person types for something that is not there.
    protected abstract WantedSource thereIsNothing();

    /// From now on the platform answers so.
    protected abstract void answers(Trouble trouble);

    protected Connection connection() {
        return new Connection(
                new ObjectId(), new UserId(new ObjectId()), connector().type(), Map.of(), true, true);
    }

    @Test
    void itsTypeIsAName() {
        assertThat(connector().type()).matches("[a-z][a-z0-9-]{0,39}");
    }

    @Test
    void whatIsFoundHasOneForm() {
        FoundSource found = connector().find(connection(), thereAre(3));

        assertThat(found.title()).isNotBlank();
        assertThat(connector().find(connection(), new WantedSource(found.kind(), found.value())))
                .isEqualTo(found);
    }

    @Test
    void whatIsNotThereIsInvalidWithASentence() {
        assertThatThrownBy(() -> connector().find(connection(), thereIsNothing()))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem()).isInstanceOf(Problem.Invalid.class);
                    assertThat(thrown.problem().detail()).endsWith(".");
                });
    }

    @Test
    void postsComeOldestFirstUnderKeysOfTheirOwn() throws InterruptedException {
        List<IncomingPost> posts = everything(found(thereAre(20)), null).posts();

        assertThat(posts).hasSize(20);
        assertThat(posts).extracting(IncomingPost::platformId).doesNotHaveDuplicates();
        assertThat(posts).allSatisfy(post -> {
            assertThat(post.platform()).isEqualTo(connector().type());
            assertThat(post.platformId()).isNotBlank().hasSizeLessThanOrEqualTo(500);
        });
        assertThat(posts.stream()
                        .map(IncomingPost::publishedAt)
                        .filter(Objects::nonNull)
                        .toList())
                .isSorted();
    }

    @Test
    void behindItsCheckpointThereIsNothingNew() throws InterruptedException {
        FoundSource source = found(thereAre(20));
        Everything first = everything(source, null);

        assertThat(everything(source, first.checkpoint()).posts()).isEmpty();
        assertThat(everything(source, stored(first.checkpoint())).posts()).isEmpty();
    }

    @Test
    void fromAnOldCheckpointTheSamePostsComeAgain() throws InterruptedException {
        FoundSource source = found(thereAre(20));
        List<IncomingPost> first = everything(source, null).posts();

        assertThat(everything(source, null).posts())
                .extracting(IncomingPost::platformId)
                .isEqualTo(first.stream().map(IncomingPost::platformId).toList());
    }

    @Test
    void afterTheCheckpointOnlyWhatIsNewComes() throws InterruptedException {
        FoundSource source = found(thereAre(20));
        Everything first = everything(source, null);
        thereAre(23);

        List<IncomingPost> later = everything(source, first.checkpoint()).posts();

        assertThat(later).hasSize(3);
        assertThat(later)
                .extracting(IncomingPost::platformId)
                .doesNotContainAnyElementsOf(
                        first.posts().stream().map(IncomingPost::platformId).toList());
    }

    @Test
    void manyPostsComeInPiecesAndNoneIsLost() throws InterruptedException {
        Everything everything = everything(found(thereAre(1_000)), null);

        assertThat(everything.pieces()).isGreaterThan(1);
        assertThat(everything.posts()).hasSize(1_000);
        assertThat(everything.posts()).extracting(IncomingPost::platformId).doesNotHaveDuplicates();
    }

    @Test
    void aPieceThatCouldNotBeStoredComesAgain() throws InterruptedException {
        Source source = source(found(thereAre(1_000)), null);
        Fetched first = fetched(connector().fetch(connection(), source));
        Source behindFirst = source(found(thereAre(1_000)), stored(first.checkpoint()));

        Fetched second = fetched(connector().fetch(connection(), behindFirst));
        Fetched again = fetched(connector().fetch(connection(), behindFirst));

        assertThat(ids(again)).isEqualTo(ids(second)).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void whatIsThereIsNotSaidToBeGone() throws InterruptedException {
        List<String> ids = everything(found(thereAre(3)), null).posts().stream()
                .map(IncomingPost::platformId)
                .toList();

        switch (connector().look(connection(), Set.copyOf(ids))) {
            case Presence.Known known -> assertThat(known.gone()).isEmpty();
            case Presence.Unknown unknown -> assertThat(unknown.reason()).endsWith(".");
        }
    }

    @ParameterizedTest
    @EnumSource
    void troubleIsAnOutcomeAndNeverThrown(Trouble trouble) throws InterruptedException {
        FoundSource source = found(thereAre(3));
        answers(trouble);

        SyncOutcome outcome = connector().fetch(connection(), source(source, null));

        switch (trouble) {
            case LIMITED ->
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                SyncOutcome.RateLimited.class,
                                limited -> assertThat(limited.until()).isAfter(Instant.EPOCH));
            case REFUSED -> assertThat(outcome).isInstanceOf(SyncOutcome.Unauthorized.class);
            case GONE -> assertThat(outcome).isInstanceOf(SyncOutcome.Gone.class);
            case BROKEN ->
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                SyncOutcome.Failed.class,
                                failed -> assertThat(failed.reason()).endsWith("."));
            case GARBAGE -> assertThat(outcome).isInstanceOf(SyncOutcome.Failed.class);
        }
    }

    @Test
    void afterTroubleItGoesOnWhereItWas() throws InterruptedException {
        FoundSource source = found(thereAre(20));
        Document checkpoint = everything(source, null).checkpoint();
        answers(Trouble.BROKEN);
        connector().fetch(connection(), source(source, checkpoint));
        thereAre(21);

        assertThat(everything(source, checkpoint).posts()).hasSize(1);
    }

    /// All that comes until there is no more at once.
    protected record Everything(
            List<IncomingPost> posts, int pieces, @Nullable Document checkpoint) {}

    protected final Everything everything(FoundSource found, @Nullable Document from) throws InterruptedException {
        List<IncomingPost> posts = new ArrayList<>();
        Document checkpoint = from;
        int pieces = 0;
        boolean more = true;
        while (more) {
            Fetched piece = fetched(connector().fetch(connection(), source(found, checkpoint)));
            assertThat(piece.posts()).hasSizeLessThanOrEqualTo(MOST_IN_A_PIECE);
            posts.addAll(piece.posts());
            checkpoint = piece.checkpoint() == null ? checkpoint : stored(piece.checkpoint());
            more = Duration.ZERO.equals(piece.next());
            pieces++;
            assertThat(pieces).as("it comes to an end").isLessThan(1_000);
        }
        return new Everything(posts, pieces, checkpoint);
    }

    protected final FoundSource found(WantedSource wanted) {
        return connector().find(connection(), wanted);
    }

    protected final Source source(FoundSource found, @Nullable Document checkpoint) {
        return new Source(sourceId, found.kind(), found.value(), checkpoint == null ? found.checkpoint() : checkpoint);
    }

    protected static Fetched fetched(SyncOutcome outcome) {
        assertThat(outcome).isInstanceOf(Fetched.class);
        return (Fetched) outcome;
    }

    /// As the store gives it back.
    private static @Nullable Document stored(@Nullable Document checkpoint) {
        return checkpoint == null
                ? null
                : new RawBsonDocument(checkpoint, new DocumentCodec()).decode(new DocumentCodec());
    }

    private static List<String> ids(Fetched fetched) {
        return fetched.posts().stream().map(IncomingPost::platformId).toList();
    }
}
