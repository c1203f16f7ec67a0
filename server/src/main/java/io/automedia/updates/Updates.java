package io.automedia.updates;

import io.automedia.shared.UserId;
import java.util.List;
import org.springframework.stereotype.Component;

/// What happened, in the order in which each person is told. Who changes something writes a
/// [PendingUpdate] into the document that changed, in the same write, and then calls [#hint()].
@Component
public final class Updates {
    private final UpdateRepository repository;
    private final PublisherLoop loop;

    Updates(UpdateRepository repository, PublisherLoop loop) {
        this.repository = repository;
        this.loop = loop;
    }

    /// Something waits to be published: do it now. It costs next to nothing and never fails; forgetting it
    /// only delays.
    public void hint() {
        loop.hint();
    }

    /// A person's events after a number, in order, at most `limit`.
    public List<Update> after(UserId user, long seq, int limit) {
        return repository.after(user, seq, limit).stream()
                .map(StoredUpdate::toUpdate)
                .toList();
    }

    /// The number of a person's newest event; 0 before the first.
    public long latestSeq(UserId user) {
        return repository.latestSeq(user.value());
    }

    /// Whether everything after this number is still kept, so that who saw it can go on from there.
    public boolean reaches(UserId user, long seq) {
        Long oldest = repository.oldestSeq(user);
        long latest = latestSeq(user);
        return seq <= latest && (seq == latest || (oldest != null && seq >= oldest - 1));
    }
}
