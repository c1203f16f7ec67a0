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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door: everything that arrives is stored here, and every person sees his library through it. A
/// post that the caller doesn't have in his library is not there for him, unless a collection shows it to
/// him ([#see]).
@Component
public final class ContentLibrary {
    private final OwnFiles files;
    private final Intake intake;
    private final IntakeWriter writer;
    private final CollectionAllowance allowance;
    private final ContentRepository content;
    private final EngagementRepository engagement;
    private final TombstoneRepository tombstones;
    private final LibraryRepository library;
    private final LibraryPages pages;
    private final LibraryFilter filter;
    private final Showcase showcase;
    private final Removals removals;
    private final Edits edits;
    private final Access access;
    private final Users users;
    private final ReviewQueues reviewQueues;
    private final Updates updates;
    private final ApplicationEventPublisher events;

    ContentLibrary(
            OwnFiles files,
            Intake intake,
            IntakeWriter writer,
            CollectionAllowance allowance,
            ContentRepository content,
            EngagementRepository engagement,
            TombstoneRepository tombstones,
            LibraryRepository library,
            LibraryPages pages,
            LibraryFilter filter,
            ObjectProvider<Showcase> showcase,
            Removals removals,
            Edits edits,
            Access access,
            Users users,
            ReviewQueues reviewQueues,
            Updates updates,
            ApplicationEventPublisher events) {
        this.files = files;
        this.intake = intake;
        this.writer = writer;
        this.allowance = allowance;
        this.content = content;
        this.engagement = engagement;
        this.tombstones = tombstones;
        this.library = library;
        this.pages = pages;
        this.filter = filter;
        this.showcase = showcase.getIfAvailable(() -> Showcase.NONE);
        this.removals = removals;
        this.edits = edits;
        this.access = access;
        this.users = users;
        this.reviewQueues = reviewQueues;
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
        return new PostBatch(this, collector, reviewQueues.beginning(collector.userId()));
    }

    List<Decision> decide(List<CleanPost> posts, Collector collector) {
        return posts.isEmpty() ? List.of() : intake.decide(files.only(posts, collector), collector);
    }

    List<StoreResult> write(List<Decision> decisions, Collector collector) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        List<StoreResult> results = writeAllowed(decisions, collector);
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

    private List<StoreResult> writeAllowed(List<Decision> decisions, Collector collector) {
        CollectionAllowance.Allowed allowed = allowance.take(decisions, collector);
        AddedItems added = new AddedItems(library);
        try {
            List<StoreResult> results = writer.write(allowed.decisions(), collector, added);
            allowance.note(allowed, results, collector);
            return results;
        } finally {
            allowance.settle(allowed, collector, added.count());
        }
    }

    /// When more posts may be collected for a person, whose plan's are used up; null when they may now.
    public @Nullable Instant pausedUntil(UserId owner) {
        return allowance.pausedUntil(owner);
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
        return library.count(filter.of(access.requirePerson(caller), query), most);
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

    /// One post that the caller may see: he has it in his library, or a collection shows it to him.
    public SeenPost see(Caller caller, ObjectId contentId) {
        return see(caller, List.of(contentId)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("post").exception());
    }

    /// Those of some posts that the caller may see, in the same order.
    public List<SeenPost> see(Caller caller, List<ObjectId> contentIds) {
        UserId user = access.requirePerson(caller);
        Map<ObjectId, LibraryItem> own = new HashMap<>(library.items(user, contentIds));
        own.values().removeIf(LibraryItem::isDeleted);
        Set<ObjectId> shown = showcase.shown(
                user, contentIds.stream().filter(id -> !own.containsKey(id)).toList());
        Map<ObjectId, Content> posts = new HashMap<>(content.byIds(contentIds.stream()
                .filter(id -> own.containsKey(id) || shown.contains(id))
                .toList()));
        posts.values().removeIf(post -> post.isDeleted() && !own.containsKey(post.id()));
        Map<ObjectId, List<ObjectId>> collections = collections(user, posts.values());
        return contentIds.stream()
                .filter(posts::containsKey)
                .map(id -> new SeenPost(
                        Objects.requireNonNull(posts.get(id)), own.get(id), collections.getOrDefault(id, List.of())))
                .toList();
    }

    /// Which of some posts a person has in his library.
    public Set<ObjectId> held(UserId user, Collection<ObjectId> contentIds) {
        return library.items(user, contentIds).values().stream()
                .filter(item -> !item.isDeleted())
                .map(LibraryItem::contentId)
                .collect(Collectors.toSet());
    }

    /// Posts of the caller's library with the collections that hold them.
    public List<SeenPost> seen(Caller caller, List<LibraryPost> posts) {
        Map<ObjectId, List<ObjectId>> collections = collections(
                access.requirePerson(caller),
                posts.stream().map(LibraryPost::content).toList());
        return posts.stream()
                .map(post -> new SeenPost(
                        post.content(),
                        post.item(),
                        collections.getOrDefault(post.content().id(), List.of())))
                .toList();
    }

    private Map<ObjectId, List<ObjectId>> collections(UserId user, Collection<Content> posts) {
        List<ObjectId> collected = posts.stream()
                .filter(post -> !post.collections().isEmpty())
                .map(Content::id)
                .toList();
        return collected.isEmpty() ? Map.of() : showcase.collections(user, collected);
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
        events.publishEvent(new ContentDeleted(access.requirePerson(caller), contentId));
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
        Content post = see(caller, contentId).content();
        List<EngagementSnapshot> history = engagement.history(contentId);
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
        return tombstones.removedAfter(at, id == null ? new ObjectId("000000000000000000000000") : id, limit);
    }

    private void changed(UserId user) {
        events.publishEvent(new LibraryChanged(user));
    }

    private LibraryItem own(Caller caller, ObjectId contentId) {
        LibraryItem item = library.item(access.requirePerson(caller), contentId);
        return access.own(caller, item == null || item.isDeleted() ? null : item, "post");
    }
}
