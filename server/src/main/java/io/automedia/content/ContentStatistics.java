package io.automedia.content;

import com.mongodb.client.model.Sorts;
import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/// Numbers over one person's library, for charts. An answer may be five seconds old; the same question
/// asked by many at once is worked out once.
@Component
public final class ContentStatistics {
    /// More posts than this are not looked at for one answer: the newest are.
    static final int MOST_POSTS = 200_000;

    private static final int MOST_BUCKETS = 1_000;
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final LibraryRepository library;
    private final Access access;
    private final Clock clock;
    private final ConcurrentMap<Question, Answer> answers = new ConcurrentHashMap<>();

    private record Question(UserId user, ContentQuery posts, Instant from, Instant to, Duration bucket) {}

    private record Answer(CompletableFuture<Volume> volume, Instant until) {}

    ContentStatistics(LibraryRepository library, Access access, Clock clock) {
        this.library = library;
        this.access = access;
        this.clock = clock;
    }

    /// The posts of a stretch of time.
    ///
    /// @param posts which of them; its own times don't count
    /// @param to the first moment after it
    /// @param bucket how long the parts are
    /// @throws io.automedia.shared.ProblemException (`Invalid`) for more than 1,000 parts
    public Volume volume(Caller caller, ContentQuery posts, Instant from, Instant to, Duration bucket) {
        return volume(new Question(access.requirePerson(caller), posts.between(from, to), from, to, bucket));
    }

    private Volume volume(Question question) {
        check(question);
        Instant now = clock.instant();
        answers.values().removeIf(answer -> answer.until().isBefore(now));
        Answer mine = new Answer(new CompletableFuture<>(), now.plus(FRESH));
        Answer known = answers.putIfAbsent(question, mine);
        if (known == null) {
            work(question, mine.volume());
        }
        Answer answer = known == null ? mine : known;
        try {
            return answer.volume().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void work(Question question, CompletableFuture<Volume> volume) {
        try {
            volume.complete(count(question));
        } catch (RuntimeException failure) {
            answers.remove(question);
            volume.completeExceptionally(failure);
        }
    }

    private Volume count(Question question) {
        VolumeCounter counter = new VolumeCounter(question.from(), question.to(), question.bucket());
        library.scan(
                LibraryFilter.of(question.user(), question.posts()),
                Sorts.descending("publishedAt", "_id"),
                MOST_POSTS + 1,
                VolumeCounter.FIELDS,
                counter::add);
        return counter.result(counter.posts() <= MOST_POSTS);
    }

    private static void check(Question question) {
        if (!question.from().isBefore(question.to()) || question.bucket().toMillis() < 1_000) {
            throw Problem.invalid("from", "must be before the end, and the parts at least a second long")
                    .exception();
        }
        if (Duration.between(question.from(), question.to()).dividedBy(question.bucket()) > MOST_BUCKETS) {
            throw Problem.invalid("bucket", "must not give more than " + MOST_BUCKETS + " parts")
                    .exception();
        }
    }
}
