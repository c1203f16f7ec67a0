package io.automedia.collections;

import io.automedia.shared.UserId;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import io.automedia.users.Users;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Notes in the activity of people what was shared with their addresses. It looks every few seconds,
/// and nobody wakes it: else the request that shares would be answered while it works, and later when
/// there is somebody to tell. Of a node that is killed another one notes it, at worst once more.
@Component
final class AddressNotes implements RunsLoop {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 100;

    private final CollectionRepository repository;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final LeasedLoop loop;

    AddressNotes(CollectionRepository repository, Users users, Leases leases, ApplicationEventPublisher events) {
        this.repository = repository;
        this.users = users;
        this.events = events;
        this.loop = new LeasedLoop(leases, "address-notes", IDLE, this::step);
    }

    private boolean step() {
        List<CollectionRepository.Noted> found = repository.noted(AT_ONCE);
        for (CollectionRepository.Noted noted : found) {
            noted.notes().forEach(note -> tell(noted, note));
            repository.removeNotes(noted);
        }
        return found.size() == AT_ONCE;
    }

    private void tell(CollectionRepository.Noted noted, PendingNote note) {
        if (note.person() == null) {
            return;
        }
        UserId person = new UserId(note.person());
        // who was erased meanwhile has no activity
        if (users.byId(person).isPresent()) {
            events.publishEvent(new SharedToo(
                    new PermissionChanged(new UserId(noted.owner()), noted.id(), noted.name(), person, note.role())));
        }
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
