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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds posts that a collection holds and that don't list it, since a node died between the two writes: no list by
/// collection would have them. It walks through all that collections hold once a day and after each start, and in
/// between through what came since.
@Component
final class CollectionSweep implements RunsLoop {
    private static final Logger log = LoggerFactory.getLogger(CollectionSweep.class);
    private static final ObjectId FIRST = new ObjectId("000000000000000000000000");
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration WALK_AGAIN = Duration.ofDays(1);

    /// Whoever put a post into a collection has marked it within this time, or never will.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final int AT_ONCE = 500;

    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionMarks marks;
    private final CollectionWithdrawals withdrawals;
    private final Clock clock;
    private final LeasedLoop loop;
    private ObjectId last = FIRST;
    private Instant walkedFrom = Instant.EPOCH;

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
    synchronized boolean step() {
        Instant now = clock.instant();
        if (walkedFrom.plus(WALK_AGAIN).isBefore(now)) {
            walkedFrom = now;
            last = FIRST;
        }
        ObjectId before = ObjectId.getSmallestWithDate(Date.from(now.minus(SETTLED)));
        List<CollectionItem> next = items.between(last, before, AT_ONCE);
        if (!next.isEmpty()) {
            mend(next);
            last = next.getLast().id();
        }
        return next.size() == AT_ONCE;
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
