package io.automedia.content;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.content.Intake.Decision;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.updates.Updates;
import io.automedia.users.Users;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door: everything that arrives is stored here, and every person sees his library through it. A
/// post that the caller doesn't have in his library is not there for him.
@Component
public final class ContentLibrary {
    private final Intake intake;
    private final IntakeWriter writer;
    private final ContentRepository content;
    private final LibraryRepository library;
    private final LibraryPages pages;
    private final Removals removals;
    private final Edits edits;
    private final Access access;
    private final Users users;
    private final Updates updates;
    private final ApplicationEventPublisher events;

    ContentLibrary(
            Intake intake,
            IntakeWriter writer,
            ContentRepository content,
            LibraryRepository library,
            LibraryPages pages,
            Removals removals,
            Edits edits,
            Access access,
            Users users,
            Updates updates,
            ApplicationEventPublisher events) {
        this.intake = intake;
        this.writer = writer;
        this.content = content;
        this.library = library;
        this.pages = pages;
        this.removals = removals;
        this.edits = edits;
        this.access = access;
        this.users = users;
        this.updates = updates;
        this.events = events;
    }

    /// Stores posts: new ones are inserted, known ones changed, all are in the collector's library
    /// afterwards. Storing the same again changes nothing. Two states of one post in the list are stored
    /// one after the other.
    ///
    /// @return one result for each post, in order
    public StoreReport store(List<IncomingPost> posts, Collector collector) {
        List<StoreResult> results = new ArrayList<>(posts.size());
        PostBatch batch = batch(collector);
        for (IncomingPost post : posts) {
            if (!batch.add(post)) {
                results.addAll(batch.store().results());
                batch = batch(collector);
                batch.add(post);
            }
        }
        results.addAll(batch.store().results());
        return StoreReport.of(results);
    }

    /// Starts a batch, for who brings very many.
    public PostBatch batch(Collector collector) {
        return new PostBatch(this, collector);
    }

    List<Decision> decide(List<CleanPost> posts, Collector collector) {
        return posts.isEmpty() ? List.of() : intake.decide(posts, collector);
    }

    List<StoreResult> write(List<Decision> decisions, Collector collector) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        List<StoreResult> results = writer.write(decisions, collector);
        users.countCollected(collector.userId(), StoreReport.of(results).created());
        if (collector.origin() == Origin.LIVE) {
            updates.hint();
        }
        if (collector.origin() != Origin.LIVE || collector.trust() == Trust.PERSON) {
            changed(collector.userId());
        }
        events.publishEvent(new ContentStored(collector.origin().lane(), results.size()));
        return results;
    }

    /// Which of these posts a person has, or had and deleted: those would not be new to him.
    public Set<PostKey> known(UserId user, Collection<PostKey> keys) {
        Map<CleanPost.Key, PostKey> asked = new HashMap<>();
        for (PostKey key : keys) {
            asked.put(Normaliser.key(key), key);
        }
        Map<CleanPost.Key, Content> stored = content.byKeys(asked.keySet());
        Set<ObjectId> his = library.items(
                        user, stored.values().stream().map(Content::id).toList())
                .keySet();
        Set<PostKey> known = new HashSet<>();
        stored.forEach((key, post) -> {
            if (his.contains(post.id())) {
                known.add(Objects.requireNonNull(asked.get(key)));
            }
        });
        return known;
    }

    /// A page of the caller's library.
    public Page<LibraryPost> find(Caller caller, ContentQuery query, PageRequest page) {
        return pages.find(access.requirePerson(caller), query, page);
    }

    /// The posts of a list of the caller after one of them, for who walks through all.
    ///
    /// @param last where the walk has come to; null at its start
    public List<LibraryPost> next(Caller caller, ContentQuery query, @Nullable LibraryPost last, int limit) {
        return pages.next(access.requirePerson(caller), query, last, limit);
    }

    /// How many posts of the caller's library a query has, counted up to `most`.
    public long count(Caller caller, ContentQuery query, int most) {
        return library.count(LibraryFilter.of(access.requirePerson(caller), query), most);
    }

    /// One post of the caller's library.
    public LibraryPost get(Caller caller, ObjectId contentId) {
        LibraryItem item = own(caller, contentId);
        Content post = content.byId(contentId);
        if (post == null) {
            throw Problem.notFound("post").exception();
        }
        return new LibraryPost(post, item);
    }

    /// Changes what is the caller's about a post.
    ///
    /// @param ifMatch the version of the item that the change was made for; empty for any
    public LibraryPost change(Caller caller, ObjectId contentId, ContentChange change, OptionalLong ifMatch) {
        edits.change(own(caller, contentId), change, ifMatch);
        changed(access.requirePerson(caller));
        return get(caller, contentId);
    }

    /// Takes a post out of the caller's library; for a while [#restore] brings it back.
    public void delete(Caller caller, ObjectId contentId, OptionalLong ifMatch) {
        removals.delete(own(caller, contentId), ifMatch);
        changed(access.requirePerson(caller));
    }

    /// Takes a deletion back.
    public LibraryPost restore(Caller caller, ObjectId contentId) {
        LibraryItem item = library.item(access.requirePerson(caller), contentId);
        removals.restore(access.own(caller, item, "post"));
        changed(access.requirePerson(caller));
        return get(caller, contentId);
    }

    /// Learns through a person's connection that a post was deleted on its platform: it leaves his library
    /// at once. The connections of others who have it look for themselves, through [Doubts].
    public void removedUpstream(String platform, String platformId, Collector collector) {
        removals.removedUpstream(Normaliser.key(new PostKey(platform, platformId)), collector);
    }

    /// How the counters of a post grew, oldest first; the last is what they are now.
    public List<EngagementSnapshot> engagement(Caller caller, ObjectId contentId) {
        Content post = get(caller, contentId).content();
        List<EngagementSnapshot> history = content.history(contentId);
        return history.isEmpty()
                ? List.of(EngagementSnapshot.of(
                        contentId, post.collectedAt(), post.metadata().engagement()))
                : history;
    }

    /// Removes everything that a person has here; what nobody else holds is gone.
    public void erase(UserId user) {
        removals.erase(user);
        changed(user);
    }

    /// What was removed for good after a moment, in order, for indexes that are derived from the posts.
    public List<Tombstone> removedAfter(java.time.Instant at, @Nullable ObjectId id, int limit) {
        return content.removedAfter(at, id == null ? new ObjectId("000000000000000000000000") : id, limit);
    }

    private void changed(UserId user) {
        events.publishEvent(new LibraryChanged(user));
    }

    private LibraryItem own(Caller caller, ObjectId contentId) {
        LibraryItem item = library.item(access.requirePerson(caller), contentId);
        return access.own(caller, item == null || item.isDeleted() ? null : item, "post");
    }
}
