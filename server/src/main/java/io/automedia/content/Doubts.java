package io.automedia.content;

import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// The posts of which one person's connection learned that their platform deleted them, while others have
/// them still: the connection of each of these is to look, since what is gone for one may only be hidden
/// from him. A doubt stays until it is settled. One worker at a time takes from the list: hold a lease.
@Component
public final class Doubts {
    private final ContentRepository content;
    private final LibraryRepository library;
    private final Removals removals;
    private final Intake intake;

    Doubts(ContentRepository content, LibraryRepository library, Removals removals, Intake intake) {
        this.content = content;
        this.library = library;
        this.removals = removals;
        this.intake = intake;
    }

    /// Those that are due, the longest first.
    public List<Doubted> due(int limit) {
        List<LibraryItem> items = library.doubted(intake.now(), limit);
        Map<ObjectId, Content> posts =
                content.byIds(items.stream().map(LibraryItem::contentId).toList());
        // what is gone meanwhile leaves nothing to look for
        items.stream()
                .filter(item -> !posts.containsKey(item.contentId()))
                .forEach(item -> library.remove(List.of(item.id())));
        return items.stream()
                .filter(item -> posts.containsKey(item.contentId()))
                .map(item -> doubted(item, Objects.requireNonNull(posts.get(item.contentId()))))
                .toList();
    }

    private static Doubted doubted(LibraryItem item, Content post) {
        LibraryItem.Doubt doubt = item.doubt();
        return new Doubted(
                item.id(),
                new UserId(item.userId()),
                post.platform(),
                post.platformId(),
                doubt == null ? 0 : doubt.attempts());
    }

    /// It is there, or he has nothing to look with: he keeps it.
    public void keep(Doubted doubted) {
        library.settleDoubt(doubted.itemId(), null);
    }

    /// It could not be found out.
    public void later(Doubted doubted, Instant dueAt) {
        library.settleDoubt(doubted.itemId(), new LibraryItem.Doubt(dueAt, doubted.attempts() + 1));
    }

    /// It is gone for him too: it leaves his library.
    public void remove(Doubted doubted) {
        removals.removedUpstream(
                new CleanPost.Key(doubted.platform(), doubted.platformId()),
                new Collector(doubted.userId(), Via.PLATFORM, Trust.CONNECTOR, Origin.LIVE, "monitoring"));
    }
}
