package io.automedia.content;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.StatisticsReads;
import io.automedia.storage.Timestamps;
import io.automedia.storage.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The posts.
@Repository
class ContentRepository {
    private static final String TITLES_DUE = "metadata.titlesDueAt";
    private static final String RULE = "retention.rule";

    private final MongoCollection<Content> posts;
    private final MongoCollection<Content> copied;
    private final MongoCollection<RawBsonDocument> raw;
    private final EngagementRepository engagement;
    private final TombstoneRepository tombstones;

    ContentRepository(
            MongoDatabase database,
            StatisticsReads statistics,
            EngagementRepository engagement,
            TombstoneRepository tombstones,
            InstalledSchema installed) {
        this.posts = database.getCollection(ContentSchema.COLLECTION, Content.class);
        this.copied = statistics.of(posts);
        this.raw = database.getCollection(ContentSchema.COLLECTION, RawBsonDocument.class);
        this.engagement = engagement;
        this.tombstones = tombstones;
    }

    @Nullable
    Content byId(ObjectId id) {
        return posts.find(eq("_id", id)).first();
    }

    Map<ObjectId, Content> byIds(Collection<ObjectId> ids) {
        return byIds(posts, ids);
    }

    /// The same for exports: as they may be a little behind, but all of them.
    Map<ObjectId, Content> copies(Collection<ObjectId> ids) {
        Map<ObjectId, Content> found = new HashMap<>(byIds(copied, ids));
        found.putAll(byIds(ids.stream().filter(id -> !found.containsKey(id)).toList()));
        return found;
    }

    private static Map<ObjectId, Content> byIds(MongoCollection<Content> from, Collection<ObjectId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : from.find(in("_id", ids)).into(new ArrayList<>()).stream()
                        .collect(Collectors.toMap(Content::id, post -> post));
    }

    Map<CleanPost.Key, Content> byKeys(Collection<CleanPost.Key> keys) {
        Map<CleanPost.Key, Content> found = HashMap.newHashMap(keys.size());
        CleanPost.Key.byPlatform(keys).forEach((platform, ids) -> {
            for (Content post : posts.find(and(eq("platform", platform), in("platformId", ids)))) {
                found.put(new CleanPost.Key(post.platform(), post.platformId()), post);
            }
        });
        return found;
    }

    /// The posts that show a file which was uploaded here.
    List<ObjectId> showing(String path, int most) {
        return raw.find(and(SharedMedia.OURS, eq("content.media.url", path)))
                .projection(Projections.include("_id"))
                .limit(most)
                .map(post -> post.getObjectId("_id").getValue())
                .into(new ArrayList<>());
    }

    /// Inserts what is new.
    ///
    /// @return the positions of those that somebody else inserted first
    Set<Integer> insert(List<RawBsonDocument> documents) {
        return ContestedWrites.insert(raw, documents);
    }

    /// Changes posts that are still in the version that was read.
    ///
    /// @return whether all were; when not, read again which
    boolean change(Map<Content, Bson> updates) {
        return change(updates, Map.of());
    }

    /// The same.
    ///
    /// @return how many were
    int changeUnchanged(Map<Content, Bson> updates) {
        SortedMap<ObjectId, WriteModel<Content>> writes = new TreeMap<>();
        updates.forEach((post, update) -> writes.put(post.id(), new UpdateOneModel<>(unchanged(post), update)));
        return writes.isEmpty() ? 0 : Math.toIntExact(ContestedWrites.change(posts, List.copyOf(writes.values())));
    }

    /// Changes posts that are still in the version that was read, and others that are still there.
    ///
    /// @return whether all were; when not, read again which
    boolean change(Map<Content, Bson> unchanged, Map<Content, Bson> present) {
        // all writers in one order: then they wait for each other, but not in a circle
        SortedMap<ObjectId, WriteModel<Content>> writes = new TreeMap<>();
        unchanged.forEach((post, update) -> writes.put(post.id(), new UpdateOneModel<>(unchanged(post), update)));
        present.forEach((post, update) -> writes.put(post.id(), new UpdateOneModel<>(eq("_id", post.id()), update)));
        return ContestedWrites.change(posts, List.copyOf(writes.values())) == writes.size();
    }

    /// Changes one post, whatever its version.
    void changeAnyway(ObjectId id, Bson update) {
        posts.updateOne(eq("_id", id), Updates.combine(update, Updates.inc("__v", 1L)));
    }

    /// Changes several posts, whatever their versions.
    void changeAnyway(Collection<ObjectId> ids, Bson update) {
        if (!ids.isEmpty()) {
            ContestedWrites.run(
                    () -> posts.updateMany(in("_id", ids), Updates.combine(update, Updates.inc("__v", 1L))));
        }
    }

    /// Lists a topic or a collection in posts, or flags those that list as many as they may.
    void refer(Collection<ObjectId> ids, References references, ObjectId to) {
        references.add(posts, in("_id", ids), to, Updates.inc("__v", 1L));
    }

    /// What some posts list, as far as that says.
    void referring(Collection<ObjectId> ids, References references, Consumer<Document> each) {
        posts.find(in("_id", ids), Document.class)
                .projection(references.fields("_id"))
                .forEach(each);
    }

    /// Takes a reference out of those of some posts that have it; the others stay as they are.
    void unrefer(Collection<ObjectId> ids, References references, ObjectId to) {
        if (!ids.isEmpty()) {
            references.remove(posts, in("_id", ids), to, Updates.inc("__v", 1L));
        }
    }

    /// Takes topics out of those that a post lists.
    void forget(ObjectId id, Collection<ObjectId> topicIds) {
        if (!topicIds.isEmpty()) {
            changeAnyway(id, Updates.pullAll("topics", List.copyOf(topicIds)));
        }
    }

    /// Posts whose time is over, longest first.
    List<Content> expired(Instant now, int limit) {
        return posts.find(lte("expiresAt", now))
                .sort(Sorts.ascending("expiresAt"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// Posts of a platform that follow no rule of it.
    List<Content> withoutRule(String platform, int limit) {
        return posts.find(and(eq(RULE, null), eq("platform", platform)))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// Posts that follow a rule that is none of these.
    List<Content> withOtherRules(Collection<String> rules, int limit) {
        List<Content> found = new ArrayList<>();
        Bson beyond = gt(RULE, "");
        for (String rule : new TreeSet<>(rules)) {
            found.addAll(withRule(and(beyond, lt(RULE, rule)), limit - found.size()));
            beyond = gt(RULE, rule);
        }
        found.addAll(withRule(beyond, limit - found.size()));
        return found;
    }

    private List<Content> withRule(Bson range, int limit) {
        return limit == 0 ? List.of() : posts.find(range).limit(limit).into(new ArrayList<>());
    }

    private static Bson unchanged(Content post) {
        return and(eq("_id", post.id()), Versions.is(post.version()));
    }

    /// Puts posts on a work list that are not on one.
    void dueUnlessDue(Collection<ObjectId> ids, Lane lane, Instant now) {
        if (!ids.isEmpty()) {
            ContestedWrites.run(() -> posts.updateMany(
                    and(in("_id", ids), eq("metadata.enrichment.dueAt", null)), Revision.due(lane, now)));
        }
    }

    /// Puts posts on a work list, also those that somebody is understanding in this moment: what he read is not true
    /// any more, so what he writes is refused, and they stay on their list.
    void dueAgain(Collection<ObjectId> ids, Lane lane, Instant now) {
        if (!ids.isEmpty()) {
            ContestedWrites.run(() -> posts.updateMany(
                    and(in("_id", ids), ne("metadata.enrichment.dueAt", null)), Updates.inc("__v", 1L)));
            dueUnlessDue(ids, lane, now);
        }
    }

    /// Takes a post off the work lists, when it is still in the version that was read, as if this
    /// enrichment had understood it.
    void giveUp(Content post, int enrichment) {
        posts.updateOne(
                unchanged(post),
                Updates.combine(
                        Updates.set("metadata.enrichment", new Document("version", enrichment)),
                        Updates.inc("__v", 1L)));
    }

    List<Content> due(Lane lane, Instant now, int limit) {
        return posts.find(and(
                        eq("metadata.enrichment.lane", lane.name().toLowerCase(java.util.Locale.ROOT)),
                        lte("metadata.enrichment.dueAt", now)))
                .sort(Sorts.ascending("metadata.enrichment.dueAt"))
                .limit(limit)
                .into(new ArrayList<>(limit));
    }

    /// Posts that wait for the titles of their links, the longest first.
    List<Content> withUntitledLinks(Instant now, int limit) {
        return posts.find(lte(TITLES_DUE, now))
                .sort(Sorts.ascending(TITLES_DUE))
                .limit(limit)
                .into(new ArrayList<>(limit));
    }

    /// Has a post wait for the titles of its links, or not any more, when it is still in the version that was read.
    void lookForTitles(Content post, @Nullable Instant due) {
        Timestamps.without(posts).updateOne(unchanged(post), titlesDue(due));
    }

    /// The part of an update that says when the titles of a post's links are looked for; null for not at all.
    static Bson titlesDue(@Nullable Instant due) {
        return due == null ? Updates.unset(TITLES_DUE) : Updates.set(TITLES_DUE, due);
    }

    long waiting(Lane lane, int most) {
        return posts.countDocuments(
                eq("metadata.enrichment.lane", lane.name().toLowerCase(java.util.Locale.ROOT)),
                new com.mongodb.client.model.CountOptions().limit(most));
    }

    /// Which enrichment understood a post, and whether it waits for one.
    record Understood(ObjectId id, int version, boolean waits) {}

    /// How the posts after an id are understood, in the order of ids.
    List<Understood> understood(@Nullable ObjectId after, int limit) {
        List<Understood> found = new ArrayList<>(limit);
        for (RawBsonDocument post : raw.find(after == null ? Filters.empty() : Filters.gt("_id", after))
                .projection(Projections.include("metadata.enrichment"))
                .sort(Sorts.ascending("_id"))
                .limit(limit)) {
            BsonDocument enrichment = post.getDocument("metadata").getDocument("enrichment", new BsonDocument());
            found.add(new Understood(
                    post.getObjectId("_id").getValue(),
                    enrichment.getNumber("version", new BsonInt32(0)).intValue(),
                    enrichment.containsKey("dueAt")));
        }
        return found;
    }

    /// Removes a post for good, with its history, when it is still in the version that was read.
    boolean remove(Content post, Tombstone tombstone) {
        tombstones.put(tombstone);
        if (posts.deleteOne(unchanged(post)).getDeletedCount() == 0) {
            tombstones.takeBack(tombstone);
            return false;
        }
        engagement.remove(post.id());
        return true;
    }

    /// Reads a few fields of the posts that arrived live, that everybody could read, and that were
    /// published in a stretch of time.
    void livePublished(Instant from, Instant to, List<String> fields, Consumer<RawBsonDocument> each) {
        raw.find(and(
                        gte("publishedAt", from),
                        lt("publishedAt", to),
                        eq("origin", "live"),
                        eq("publiclyReadable", true),
                        eq("isDeleted", false)))
                .projection(Projections.include(fields))
                .batchSize(5_000)
                .forEach(each);
    }
}
