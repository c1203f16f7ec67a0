package io.automedia.collections;

import io.automedia.content.CollectionMarks;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds posts that a collection holds and that don't list it, since a node died between the two writes: no list by
/// collection would have them. It begins with the week before what came last, goes on with what comes, and walks
/// through all that collections hold after each week without a restart. It works a fifth of the time at most.
@Component
final class CollectionSweep implements RunsLoop {
    private static final Logger log = LoggerFactory.getLogger(CollectionSweep.class);
    private static final ObjectId FIRST = new ObjectId("000000000000000000000000");
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration WALK_AGAIN = Duration.ofDays(7);

    /// Whoever put a post into a collection has marked it within this time, or never will.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final int AT_ONCE = 500;
    private static final int RESTS_FOR_WORK = 4;

    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionMarks marks;
    private final CollectionWithdrawals withdrawals;
    private final Clock clock;
    private final LeasedLoop loop;
    private @Nullable ObjectId last;
    private Instant walkAgainAt = Instant.EPOCH;

    CollectionSweep(
            CollectionRepository repository,
            CollectionItems items,
            CollectionMarks marks,
            CollectionWithdrawals withdrawals,
            Leases leases,
            Clock clock) {
        this.repository = repository;
        this.items = items;
        this.marks = marks;
        this.withdrawals = withdrawals;
        this.clock = clock;
        this.loop = new LeasedLoop(leases, "collection-sweep", IDLE, this::step);
    }

    /// Takes the next step.
    ///
    /// @return whether there may be more to do at once
    synchronized boolean step() throws InterruptedException {
        long began = System.nanoTime();
        Instant now = clock.instant();
        ObjectId from = last;
        if (from == null) {
            Instant latest = items.newest().map(id -> id.getDate().toInstant()).orElse(now);
            from = ObjectId.getSmallestWithDate(Date.from(latest.minus(WALK_AGAIN)));
            walkAgainAt = now.plus(WALK_AGAIN);
        } else if (!now.isBefore(walkAgainAt)) {
            from = FIRST;
            walkAgainAt = now.plus(WALK_AGAIN);
        }
        ObjectId before = ObjectId.getSmallestWithDate(Date.from(now.minus(SETTLED)));
        List<CollectionItem> next = items.between(from, before, AT_ONCE);
        mend(next);
        last = next.isEmpty() ? from : next.getLast().id();
        boolean isMore = next.size() == AT_ONCE;
        if (isMore) {
            loop.pause(Duration.ofNanos(RESTS_FOR_WORK * (System.nanoTime() - began)));
        }
        return isMore;
    }

    private void mend(List<CollectionItem> held) {
        marks.unmarked(CollectionItem.posts(held)).forEach((collection, lacking) -> {
            if (repository.exists(collection)) {
                log.info("{} posts list the collection {} now, which holds them", lacking.size(), collection);
                withdrawals.mark(collection, lacking);
            }
        });
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
