package io.automedia.content;

import com.mongodb.client.model.Sorts;
import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.cache.Cache;
import io.automedia.cache.Cached;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Numbers over one person's library, for charts. An answer about the present is fresh for five seconds, one
/// about a stretch that is over for a minute; while a new one is worked out, others get the last, of up to
/// half a minute more. None is older than what the person last changed, brought or took away himself: for
/// an hour after that the numbers are read from the server that is written to. The same question asked by
/// many at once, on whichever nodes, is worked out once.
@Component
public final class ContentStatistics {
    /// More posts than this are not looked at for one answer: the newest are.
    static final int MOST_POSTS = 200_000;

    private static final int MOST_BUCKETS = 1_000;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FRESH_WHEN_OVER = Duration.ofMinutes(1);

    private final LibraryRepository library;
    private final LibraryFilter filter;
    private final Access access;
    private final Cache cache;
    private final Clock clock;

    private record Question(UserId user, ContentQuery posts, Instant from, Instant to, Duration bucket) {
        /// Names it in few letters: the same for the same question on every node, and for no other.
        String name() {
            return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    ContentStatistics(LibraryRepository library, LibraryFilter filter, Access access, Cache cache, Clock clock) {
        this.library = library;
        this.filter = filter;
        this.access = access;
        this.cache = cache;
        this.clock = clock;
    }

    /// The posts of a stretch of time.
    ///
    /// @param posts which of them; its own times don't count
    /// @param to the first moment after it
    /// @param bucket how long the parts are
    /// @throws io.automedia.shared.ProblemException (`Invalid`) for more than 1,000 parts
    public Volume volume(Caller caller, ContentQuery posts, Instant from, Instant to, Duration bucket) {
        Question question = new Question(access.requirePerson(caller), posts.between(from, to), from, to, bucket);
        check(question);
        Duration fresh = to.isBefore(clock.instant()) ? FRESH_WHEN_OVER : FRESH;
        return cache.get(
                new Cached<>(question.user().toString(), "volume", question.name(), Volume.class, fresh),
                () -> count(question));
    }

    /// A person's numbers are worked out anew.
    @EventListener
    void libraryChanged(LibraryChanged changed) {
        cache.forget(changed.userId().toString());
    }

    private Volume count(Question question) {
        VolumeCounter counter = new VolumeCounter(question.from(), question.to(), question.bucket());
        library.tally(
                cache.changedLately(question.user().toString()),
                filter.of(question.user(), question.posts()),
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
