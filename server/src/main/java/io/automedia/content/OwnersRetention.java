package io.automedia.content;

import com.mongodb.MongoException;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Takes out of the libraries of people who keep posts for some days only what came longer ago, as if
/// they had deleted it. Only what was collected for them goes: what they brought themselves, tagged,
/// noted, archived or hold in a collection stays.
///
/// How far a library has been looked through stands in the account, with the moment at which the next
/// post is due. Once a day it is looked through from the beginning, since a post that stayed may have
/// lost its tag.
@Component
final class OwnersRetention {
    private static final Logger log = LoggerFactory.getLogger(OwnersRetention.class);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);
    private static final Set<Via> COLLECTED = Set.of(Via.PLATFORM, Via.SOURCE, Via.TOPIC);
    private static final int PEOPLE = 5;
    private static final int AT_ONCE = 100;
    private static final Duration PASS = Duration.ofDays(1);
    private static final Duration SOONEST = Duration.ofMinutes(1);

    private final Users users;
    private final LibraryRepository library;
    private final Removals removals;
    private final Intake intake;
    private final Showcase showcase;
    private final ApplicationEventPublisher events;

    OwnersRetention(
            Users users,
            LibraryRepository library,
            Removals removals,
            Intake intake,
            ObjectProvider<Showcase> showcase,
            ApplicationEventPublisher events) {
        this.users = users;
        this.library = library;
        this.removals = removals;
        this.intake = intake;
        this.showcase = showcase.getIfAvailable(() -> Showcase.NONE);
        this.events = events;
    }

    /// Looks at some items of some people who are due.
    ///
    /// @return whether there may be more
    boolean sweep() {
        Instant now = intake.now();
        List<User> due = users.retentionsDue(now, PEOPLE);
        boolean progress = false;
        boolean more = due.size() == PEOPLE;
        for (User user : due) {
            User.Retention next = lookOrLater(user, now);
            progress |= users.retained(user, next);
            more |= next != null && !next.dueAt().isAfter(now);
        }
        return progress && more;
    }

    /// One person whose library can't be looked at holds up nobody.
    private User.@Nullable Retention lookOrLater(User user, Instant now) {
        try {
            return look(user, now);
        } catch (MongoException storeIsAway) {
            throw storeIsAway;
        } catch (RuntimeException failure) {
            log.warn("The library of {} can't be looked through for what is over", user.id(), failure);
            User.Retention reached = user.retention();
            return reached == null
                    ? null
                    : new User.Retention(now.plus(AFTER_FAILURE), reached.began(), reached.through(), reached.item());
        }
    }

    private User.@Nullable Retention look(User user, Instant now) {
        Integer days = user.preferences().contentDefaults().retentionDays();
        User.Retention reached = user.retention();
        return days == null || reached == null
                ? null
                : look(user.userId(), Duration.ofDays(days), begun(reached, now), now);
    }

    private static User.Retention begun(User.Retention reached, Instant now) {
        Instant began = reached.began();
        return began == null || !began.plus(PASS).isAfter(now)
                ? new User.Retention(now, now, null, null)
                : new User.Retention(now, began, reached.through(), reached.item());
    }

    private User.Retention look(UserId user, Duration kept, User.Retention reached, Instant now) {
        List<LibraryItem> items = library.cameAfter(user, reached.through(), reached.item(), now.minus(kept), AT_ONCE);
        remove(user, items);
        LibraryItem last = items.isEmpty() ? null : items.getLast();
        Instant through = last == null ? reached.through() : last.addedAt();
        ObjectId item = last == null ? reached.item() : last.id();
        return new User.Retention(
                items.size() == AT_ONCE ? now : due(user, kept, reached.began(), through, item, now),
                reached.began(),
                through,
                item);
    }

    /// When the next item is over, or the next pass begins.
    private Instant due(
            UserId user,
            Duration kept,
            @Nullable Instant began,
            @Nullable Instant through,
            @Nullable ObjectId item,
            Instant now) {
        Instant nextPass = (began == null ? now : began).plus(PASS);
        Instant due = library.cameAfter(user, through, item, now, 1).stream()
                .map(next -> next.addedAt().plus(kept))
                .filter(nextPass::isAfter)
                .findFirst()
                .orElse(nextPass);
        return due.isBefore(now.plus(SOONEST)) ? now.plus(SOONEST) : due;
    }

    private void remove(UserId user, List<LibraryItem> items) {
        List<LibraryItem> over =
                items.stream().filter(OwnersRetention::isLeftAlone).toList();
        if (over.isEmpty()) {
            return;
        }
        Map<ObjectId, List<ObjectId>> collections = showcase.collections(
                user, over.stream().map(LibraryItem::contentId).toList());
        over.stream()
                .filter(item -> !collections.containsKey(item.contentId()))
                // once more, since he may have put one into a collection while the others were removed
                .filter(item ->
                        showcase.collections(user, List.of(item.contentId())).isEmpty())
                .forEach(this::remove);
        events.publishEvent(new LibraryChanged(user));
    }

    /// Whether its owner has done nothing with it.
    private static boolean isLeftAlone(LibraryItem item) {
        return !item.isDeleted()
                && mayTake(item)
                && !item.isArchived()
                && item.tags().isEmpty()
                && item.moderationNotes().isEmpty();
    }

    /// Whether it was collected for its owner, and not brought by himself.
    static boolean mayTake(LibraryItem item) {
        return COLLECTED.contains(item.via()) && !Boolean.TRUE.equals(item.brought());
    }

    /// What its owner changes in this moment is looked at in the next pass.
    private void remove(LibraryItem item) {
        try {
            removals.delete(item, OptionalLong.of(item.version()));
        } catch (ProblemException changed) {
            if (!(changed.problem() instanceof Problem.Stale)) {
                throw changed;
            }
        }
    }
}
