package io.automedia.content;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.storage.RefusedWrites;
import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The work list of who finds out what the pages are called that posts link to. A post comes onto it when it was
/// understood live and has a link without a title, and when that is switched on. One worker at a time takes from the
/// list: hold a lease.
@Component
public final class UntitledLinks {
    private static final Logger log = LoggerFactory.getLogger(UntitledLinks.class);

    private final ContentRepository content;
    private final LibraryRepository library;
    private final ContentProperties properties;
    private final Intake intake;
    private final io.automedia.updates.Updates updates;

    UntitledLinks(
            ContentRepository content,
            LibraryRepository library,
            ContentProperties properties,
            Intake intake,
            io.automedia.updates.Updates updates) {
        this.content = content;
        this.library = library;
        this.properties = properties;
        this.intake = intake;
        this.updates = updates;
    }

    /// How a page calls itself, as plain text of any length.
    public record Words(@Nullable String title, @Nullable String description) {}

    /// Whether titles are to be found out here.
    public boolean areWanted() {
        return properties.linkTitles();
    }

    /// The posts that wait longest.
    public List<Content> due(int limit) {
        return content.withUntitledLinks(intake.now(), limit);
    }

    /// The links of a post that have no title.
    public static List<Content.Link> of(Content post) {
        return post.content().links().stream().filter(UntitledLinks::isUntitled).toList();
    }

    static boolean isUntitled(Content.Link link) {
        return link.title() == null || link.title().isBlank();
    }

    /// Writes what was found out into a post, unless it was changed since it was read: then it stays due. What its
    /// platform says of a link stays. Those who have it live are told that it was processed.
    ///
    /// @param found by the links' `url`
    /// @param again when to look again for those that are still missing; null for never
    public void describe(Content post, Map<String, Words> found, @Nullable Instant again) {
        RefusedWrites.apart(List.of(post), one -> write(post, found, again), (one, refusal) -> giveUp(one, refusal));
    }

    private void write(Content post, Map<String, Words> found, @Nullable Instant again) {
        List<Content.Link> links = post.content().links().stream()
                .map(link -> described(link, found.get(link.url())))
                .toList();
        if (links.equals(post.content().links())) {
            content.lookForTitles(post, again);
            return;
        }
        // first what tells of it: a post leaves its list only when everything else is written
        boolean isTold = announce(post);
        content.change(Map.of(
                post,
                Updates.combine(
                        Updates.set("content.links", links),
                        ContentRepository.titlesDue(again),
                        Updates.inc("__v", 1L))));
        if (isTold) {
            updates.hint();
        }
    }

    private static Content.Link described(Content.Link link, @Nullable Words words) {
        if (words == null || !isUntitled(link)) {
            return link;
        }
        String given = link.description();
        return new Content.Link(
                link.url(),
                Cleaning.optional(words.title(), Normaliser.LONGEST_NAME),
                given == null ? Cleaning.optional(words.description(), Normaliser.LONGEST_NOTE) : given,
                link.expandedUrl(),
                link.displayUrl());
    }

    private boolean announce(Content post) {
        Instant now = intake.now();
        List<WriteModel<LibraryItem>> told = new ArrayList<>();
        for (LibraryItem item : library.ofPosts(List.of(post.id()))) {
            if (item.origin() == Origin.LIVE && !item.isDeleted()) {
                Bson news = PendingUpdate.push(List.of(Announcements.processed(item, post, now)));
                told.add(new UpdateOneModel<>(Filters.eq("_id", item.id()), news));
            }
        }
        if (!told.isEmpty()) {
            library.write(told);
        }
        return !told.isEmpty();
    }

    /// A post that another program has spoilt so that nothing can be written beside it leaves the list, or it would be
    /// the oldest there for ever.
    private void giveUp(Content post, RuntimeException refusal) {
        ObjectId id = post.id();
        log.error("The links of the post {} get no titles: what would become of it is refused", id, refusal);
        content.lookForTitles(post, null);
    }
}
