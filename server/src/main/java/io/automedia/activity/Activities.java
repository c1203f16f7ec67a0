package io.automedia.activity;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Cursor;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What people did here and what happened to their things: the front door. Everybody sees his own, whatever
/// `preferences.privacy.activityVisibility` says: nothing here shows it to anybody else. That setting decides whether
/// administrators see when he was here last.
@Component
public final class Activities {
    private static final Logger log = LoggerFactory.getLogger(Activities.class);
    private static final String SORTED_BY = "at";

    private final ActivityRepository repository;
    private final RecentActivity recent;
    private final Access access;
    private final Clock clock;

    Activities(ActivityRepository repository, RecentActivity recent, Access access, Clock clock) {
        this.repository = repository;
        this.recent = recent;
        this.access = access;
        this.clock = clock;
    }

    /// Keeps what happened. That this fails is no reason for the act itself to fail.
    @EventListener
    void happened(Noteworthy event) {
        keep(event.person(), event);
        event.others().forEach(other -> keep(other, event));
    }

    private void keep(UserId person, Noteworthy event) {
        try {
            Note note = event.note();
            Activity activity = new Activity(
                    new ObjectId(), person.value(), note.type(), new Document(note.data()), clock.instant());
            repository.insert(activity);
            recent.add(activity);
        } catch (RuntimeException failure) {
            log.warn("Something is missing in an activity: {}", failure.toString());
        }
    }

    /// A page of what the caller did, the newest first; the newest 1,000 are there.
    Page<ActivityView> list(Caller caller, PageRequest page) {
        UserId user = access.requirePerson(caller);
        Cursor after = page.after();
        Instant moment = after == null ? Instant.MAX : after.moment(SORTED_BY);
        List<Activity> all = repository.newest(user);
        if (after == null) {
            recent.compare(user, all);
        }
        List<Activity> rest = after == null
                ? all.stream().skip(page.offset()).toList()
                : all.stream().filter(one -> isBeyond(one, moment, after.id())).toList();
        boolean more = rest.size() > page.limit();
        List<Activity> shown = rest.stream().limit(page.limit()).toList();
        return new Page<>(
                shown.stream().map(ActivityView::of).toList(),
                new Page.Info(
                        page.limit(),
                        page.offset(),
                        all.size(),
                        false,
                        more,
                        more ? cursor(shown.getLast()).toString() : null));
    }

    /// Removes everything that a person did.
    public void erase(UserId user) {
        repository.removeOf(user);
        recent.forget(user);
    }

    private static Cursor cursor(Activity last) {
        return new Cursor(SORTED_BY, Long.toString(last.at().toEpochMilli()), last.id());
    }

    private static boolean isBeyond(Activity one, Instant moment, ObjectId id) {
        return one.at().isBefore(moment) || (one.at().equals(moment) && one.id().compareTo(id) < 0);
    }
}
