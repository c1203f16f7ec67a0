package io.automedia.content;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.content.ContentMetadata.Enrichment;
import io.automedia.shared.UserId;
import io.automedia.storage.RefusedWrites;
import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The work lists of enrichment. A post stays on its list until a result for just this version of it is
/// written, so work that is lost or late is done again. One worker at a time takes from a list: hold a
/// lease.
@Component
public final class Processing {
    /// So many topics and collections a post refers to by itself; items have all.
    static final int MOST_REFERENCES = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Processing.class);

    private final ContentRepository content;
    private final LibraryRepository library;
    private final Removals removals;
    private final Intake intake;
    private final ReviewQueues reviewQueues;
    private final ContentProperties properties;
    private final io.automedia.updates.Updates updates;
    private final ApplicationEventPublisher events;

    Processing(
            ContentRepository content,
            LibraryRepository library,
            Removals removals,
            Intake intake,
            ReviewQueues reviewQueues,
            ContentProperties properties,
            io.automedia.updates.Updates updates,
            ApplicationEventPublisher events) {
        this.content = content;
        this.library = library;
        this.removals = removals;
        this.intake = intake;
        this.reviewQueues = reviewQueues;
        this.properties = properties;
        this.updates = updates;
        this.events = events;
    }

    /// Whether topics may match what other people collected.
    public Sharing sharing() {
        return properties.sharing();
    }

    /// The posts that wait longest, with those who hold them. Fewer than `limit` doesn't mean that there
    /// are no more: ask until there are none.
    public List<DuePost> due(int limit, Lane lane) {
        List<Content> posts = content.due(lane, intake.now(), limit);
        Map<ObjectId, List<ObjectId>> holders =
                library.holders(posts.stream().map(Content::id).toList());
        List<DuePost> due = new ArrayList<>(posts.size());
        List<Content> unheld = new ArrayList<>();
        for (Content post : posts) {
            List<ObjectId> held = holders.get(post.id());
            if (held != null) {
                due.add(new DuePost(post, held));
            } else if (post.isDeleted()) {
                due.add(new DuePost(post, List.of()));
            } else {
                // its item is written in this moment, or never: then the post goes
                unheld.add(post);
            }
        }
        removals.removeUnheld(unheld);
        return due;
    }

    /// How many posts wait, counted up to `most`.
    public long waiting(Lane lane, int most) {
        return content.waiting(lane, most);
    }

    /// Writes results: into the posts, and into the items of those who hold them, with what is to be
    /// announced.
    public void processed(List<ProcessedPost> results) {
        if (results.isEmpty()) {
            return;
        }
        List<Batch> batches = new ArrayList<>();
        RefusedWrites.apart(
                results,
                some -> {
                    Batch batch = new Batch(some);
                    batches.add(batch);
                    batch.write();
                },
                this::giveUp);
        if (batches.stream().anyMatch(batch -> batch.announces)) {
            updates.hint();
        }
    }

    /// A post in which nothing can be found leaves its list, or it would be the oldest there for ever. It is looked at
    /// again when it changes, and by a newer enrichment.
    ///
    /// @param version the version of the enrichment that failed
    public void giveUp(DuePost due, int version, Throwable failure) {
        Content post = due.post();
        log.error("The post {} leaves the work list of enrichment: it can't be understood", post.id(), failure);
        content.giveUp(post, version);
    }

    /// A post that another program has spoilt so that nothing can be written beside it leaves its list, or
    /// it would be the oldest there for ever.
    private void giveUp(ProcessedPost result, RuntimeException refusal) {
        Content post = result.due().post();
        log.error(
                "The post {} leaves the work list of enrichment: what was found in it is refused", post.id(), refusal);
        content.giveUp(post, result.version());
    }

    /// Where a walk over all posts has come to.
    ///
    /// @param last the last post that was looked at; null when there was none
    /// @param looked how many were looked at
    /// @param outdated how many of them an older enrichment understood: they are on the list of history now
    /// @param more whether there are posts behind it
    public record Renewed(@Nullable ObjectId last, int looked, int outdated, boolean more) {}

    /// Puts posts on the list of history that an older enrichment understood. It looks at the next `look`
    /// posts in the order of their ids, and stops after `most` such ones.
    ///
    /// @param after where the walk has come to; null at its start
    public Renewed renew(int version, @Nullable ObjectId after, int look, int most) {
        List<ContentRepository.Understood> next = content.understood(after, look);
        List<ObjectId> outdated = new ArrayList<>();
        int looked = 0;
        while (looked < next.size() && outdated.size() < most) {
            ContentRepository.Understood post = next.get(looked++);
            // what is on a list already is understood anew anyway
            if (post.version() < version && !post.waits()) {
                outdated.add(post.id());
            }
        }
        content.dueUnlessDue(outdated, Lane.HISTORY, intake.now());
        return new Renewed(
                looked == 0 ? null : next.get(looked - 1).id(),
                looked,
                outdated.size(),
                looked < next.size() || next.size() == look);
    }

    private final class Batch {
        private final List<ProcessedPost> results;
        private final Instant now = intake.now();
        private final Map<ObjectId, List<LibraryItem>> items;
        private final List<WriteModel<LibraryItem>> writes = new ArrayList<>();
        private final List<RawBsonDocument> newItems = new ArrayList<>();
        private final Set<ObjectId> marking = new HashSet<>();
        private final Map<ObjectId, ModerationStatus> beginnings = new HashMap<>();
        private boolean announces;

        Batch(List<ProcessedPost> results) {
            // all writers in one order: then they wait for each other, but not in a circle
            this.results = results.stream()
                    .sorted(Comparator.comparing(result -> result.due().post().id()))
                    .toList();
            this.items = library
                    .ofPosts(results.stream()
                            .map(result -> result.due().post().id())
                            .toList())
                    .stream()
                    .collect(Collectors.groupingBy(LibraryItem::contentId));
        }

        /// Items first: a post leaves its list only when everything else is written.
        void write() {
            Map<Content, Bson> posts = new LinkedHashMap<>();
            for (ProcessedPost result : results) {
                Content post = result.due().post();
                Map<ObjectId, List<TopicMatch>> matches =
                        result.matches().stream().collect(Collectors.groupingBy(TopicMatch::userId));
                List<LibraryItem> held = items.getOrDefault(post.id(), List.of());
                held.stream()
                        .filter(item -> !item.isDeleted())
                        .forEach(item ->
                                writes.add(update(item, result, matches.getOrDefault(item.userId(), List.of()))));
                Set<ObjectId> holders = held.stream().map(LibraryItem::userId).collect(Collectors.toSet());
                matches.forEach((user, found) -> {
                    if (!holders.contains(user) && isShared(post)) {
                        collect(user, result, found);
                    }
                });
                posts.put(post, update(result));
                marking.addAll(post.topics());
                result.matches().forEach(match -> marking.add(match.topicId()));
            }
            library.insert(newItems);
            library.write(writes);
            library.write(collectionMarks(posts.keySet()));
            if (!content.change(posts)) {
                // some were changed meanwhile, and their items may show what was true before: once more
                content.dueUnlessDue(posts.keySet().stream().map(Content::id).toList(), Lane.HISTORY, now);
            }
            if (!marking.isEmpty()) {
                events.publishEvent(new MarksChanged(marking));
            }
        }

        /// Brings the marks of collections up to date in items that came while their post was marked. What is marked
        /// in this moment stays: these are written only over what was read.
        private List<WriteModel<LibraryItem>> collectionMarks(Set<Content> posts) {
            List<WriteModel<LibraryItem>> marks = new ArrayList<>();
            for (Content post : posts) {
                for (LibraryItem item : items.getOrDefault(post.id(), List.of())) {
                    if (!Set.copyOf(item.collections()).equals(Set.copyOf(post.collections()))
                            || !Objects.equals(item.moreCollections(), post.moreCollections())) {
                        marks.add(new UpdateOneModel<>(
                                Filters.and(Filters.eq("_id", item.id()), LibraryRepository.hasCollections(item)),
                                Updates.combine(
                                        post.collections().isEmpty()
                                                ? Updates.unset("collections")
                                                : Updates.set("collections", post.collections()),
                                        set("moreCollections", post.moreCollections()))));
                    }
                }
            }
            return marks;
        }

        private boolean isShared(Content post) {
            return properties.sharing() == Sharing.INSTANCE && Boolean.TRUE.equals(post.publiclyReadable());
        }

        private void collect(ObjectId user, ProcessedPost result, List<TopicMatch> found) {
            Content post = result.due().post();
            Origin origin = laneOf(post) == Lane.LIVE ? Origin.LIVE : Origin.BACKFILL;
            Collector collector = new Collector(new UserId(user), Via.TOPIC, Trust.CONNECTOR, origin, "topic");
            newItems.add(ItemWriter.document(
                    post.id(),
                    collector,
                    Personal.nothing(
                            beginnings.computeIfAbsent(user, owner -> reviewQueues.beginning(collector.userId()))),
                    ItemWriter.Copies.of(result.applied()),
                    now));
            announces |= origin == Origin.LIVE;
            writes.add(new UpdateOneModel<>(
                    Filters.and(Filters.eq("userId", user), Filters.eq("contentId", post.id())), topics(found)));
        }

        private WriteModel<LibraryItem> update(LibraryItem item, ProcessedPost result, List<TopicMatch> found) {
            ContentMetadata.Sentiment sentiment = result.sentiment();
            List<Bson> sets = new ArrayList<>(List.of(
                    set("language", result.language()),
                    set("sentimentLabel", sentiment == null ? null : sentiment.label()),
                    set("sentimentScore", sentiment == null ? null : sentiment.score()),
                    topics(found)));
            // also what a collector wrote into the post when he could not write it here any more
            sets.addAll(ItemWriter.Copies.of(result.applied()).changes(ItemWriter.Copies.of(item)));
            List<PendingUpdate> news = news(item, result, found);
            if (!news.isEmpty()) {
                sets.add(PendingUpdate.push(news));
                announces = true;
            }
            return new UpdateOneModel<>(Filters.eq("_id", item.id()), Updates.combine(sets));
        }

        private Bson topics(List<TopicMatch> found) {
            List<LibraryItem.Marked> marks = found.stream()
                    .map(match -> new LibraryItem.Marked(match.topicId(), match.relevance(), match.terms()))
                    .toList();
            return marks.isEmpty() ? Updates.unset("topics") : Updates.set("topics", marks);
        }

        private List<PendingUpdate> news(LibraryItem item, ProcessedPost result, List<TopicMatch> found) {
            Content post = result.due().post();
            if (item.origin() != Origin.LIVE || laneOf(post) != Lane.LIVE) {
                return List.of();
            }
            List<PendingUpdate> news = new ArrayList<>();
            news.add(Announcements.processed(item, result, now));
            Set<ObjectId> known =
                    item.topics().stream().map(LibraryItem.Marked::topicId).collect(Collectors.toSet());
            for (TopicMatch match : found) {
                if (!known.contains(match.topicId())) {
                    news.add(Announcements.matched(item, match, now));
                }
            }
            return news;
        }

        private Bson update(ProcessedPost result) {
            List<ObjectId> topics = result.matches().stream()
                    .map(TopicMatch::topicId)
                    .distinct()
                    .toList();
            boolean more = topics.size() > MOST_REFERENCES;
            List<Bson> sets = new ArrayList<>(List.of(
                    set("metadata.language", result.language()),
                    set("metadata.sentiment", result.sentiment()),
                    Updates.set("metadata.keywords", result.keywords()),
                    set("metadata.quality", result.quality()),
                    Updates.set("topics", more ? topics.subList(0, MOST_REFERENCES) : topics),
                    more ? Updates.set("moreTopics", true) : Updates.unset("moreTopics"),
                    Updates.set("processedAt", now),
                    Updates.set("metadata.enrichment", new Document("version", result.version())),
                    Updates.inc("__v", 1L)));
            Content post = result.due().post();
            changed(sets, "metadata.topics", post.metadata().topics(), result.subjects());
            changed(sets, "content.mentions", post.content().mentions(), result.mentions());
            changed(sets, "content.hashtags", post.content().hashtags(), result.hashtags());
            changed(sets, "content.links", post.content().links(), result.links());
            if (properties.linkTitles()
                    && laneOf(post) == Lane.LIVE
                    && result.links().stream().anyMatch(UntitledLinks::isUntitled)) {
                sets.add(ContentRepository.titlesDue(now));
            }
            return Updates.combine(sets);
        }

        /// What was there already is not written again: another program may have put there what is refused
        /// here.
        private static void changed(List<Bson> sets, String field, List<?> before, List<?> now) {
            if (!now.equals(before)) {
                sets.add(Updates.set(field, now));
            }
        }

        private Bson set(String field, @Nullable Object value) {
            return value == null ? Updates.unset(field) : Updates.set(field, value);
        }
    }

    private static @Nullable Lane laneOf(Content post) {
        Enrichment enrichment = post.metadata().enrichment();
        return enrichment == null ? null : enrichment.lane();
    }
}
