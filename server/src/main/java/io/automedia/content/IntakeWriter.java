package io.automedia.content;

import com.mongodb.client.model.Updates;
import io.automedia.content.Intake.Decision;
import io.automedia.shared.ProblemException;
import io.automedia.storage.RefusedWrites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Carries out what [Intake] decided, in a handful of bulk writes. Each write can be repeated, so that a
/// node that dies in between leaves nothing that the next attempt doesn't heal.
@Component
final class IntakeWriter {
    private static final Logger log = LoggerFactory.getLogger(IntakeWriter.class);
    private static final int ATTEMPTS = 20;

    private final Intake intake;
    private final ContentRepository content;
    private final EngagementRepository engagement;
    private final LibraryRepository library;
    private final ContentProperties properties;

    IntakeWriter(
            Intake intake,
            ContentRepository content,
            EngagementRepository engagement,
            LibraryRepository library,
            ContentProperties properties) {
        this.intake = intake;
        this.content = content;
        this.engagement = engagement;
        this.library = library;
        this.properties = properties;
    }

    /// Writes until everything is as decided; what somebody else changed meanwhile is decided again. A post
    /// that can't be kept as it would become, since another program has spoilt what is stored of it, is
    /// rejected alone.
    ///
    /// @param added learns what comes into the library
    /// @return one result for each decision, in order
    /// @throws io.automedia.shared.ProblemException (`Unkept`) when a person wrote it here
    List<StoreResult> write(List<Decision> decisions, Collector collector, AddedItems added) {
        List<StoreResult> results = new ArrayList<>(decisions.size());
        RefusedWrites.apart(
                decisions,
                some -> results.addAll(together(some, collector, added)),
                (decision, refusal) -> results.add(refused(decision, collector, refusal)));
        return results;
    }

    private static StoreResult refused(Decision decision, Collector collector, RuntimeException refusal) {
        if (collector.via() == Via.API) {
            throw refusal;
        }
        log.error(
                "The post {} is not stored: what would become of it is refused",
                post(decision).key(),
                refusal);
        return new StoreResult.Rejected(
                refusal instanceof ProblemException told
                        ? "It can't be kept: " + told.problem().detail() + "."
                        : "It can't be kept with what is stored of it.");
    }

    private List<StoreResult> together(List<Decision> decisions, Collector collector, AddedItems added) {
        List<StoreResult> results =
                new ArrayList<>(decisions.stream().map(Decision::result).toList());
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            places.add(i);
        }
        List<Decision> todo = decisions;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Set<Integer> contested = new Attempt(todo, collector, added).write();
            if (contested.isEmpty()) {
                results.replaceAll(result -> asAdded(result, added));
                return results;
            }
            places = contested.stream().map(places::get).toList();
            todo = intake.decide(
                    contested.stream().map(todo::get).map(IntakeWriter::post).toList(), collector);
            for (int i = 0; i < todo.size(); i++) {
                results.set(
                        places.get(i),
                        settled(results.get(places.get(i)), todo.get(i).result()));
            }
        }
        throw new IllegalStateException("Posts kept changing while they were stored; try again.");
    }

    /// What the bringer is told when a post was decided about again: a first success isn't taken back by
    /// finding it done.
    private static StoreResult settled(StoreResult first, StoreResult again) {
        return again instanceof StoreResult.Unchanged(ObjectId id)
                ? switch (first) {
                    case StoreResult.Created ignored -> new StoreResult.Created(id);
                    case StoreResult.Updated ignored -> new StoreResult.Updated(id);
                    case StoreResult.Unchanged ignored -> again;
                    case StoreResult.Rejected ignored -> again;
                    case StoreResult.OverQuota ignored -> again;
                }
                : again;
    }

    /// It is new to him by the one batch that put it there, also when others bring it at the same moment.
    private static StoreResult asAdded(StoreResult result, AddedItems added) {
        return result instanceof StoreResult.Created(ObjectId id) && !added.has(id)
                ? new StoreResult.Unchanged(id)
                : result;
    }

    private static CleanPost post(Decision decision) {
        return switch (decision) {
            case Decision.Insert insert -> insert.post();
            case Decision.Known known -> known.post();
            case Decision.Refuse ignored -> throw new IllegalStateException("nothing was written for it");
        };
    }

    private final class Attempt {
        private final List<Decision> decisions;
        private final Collector collector;
        private final AddedItems added;
        private final Instant now = intake.now();
        private final Set<Integer> contested = new TreeSet<>();

        Attempt(List<Decision> decisions, Collector collector, AddedItems added) {
            this.decisions = decisions;
            this.collector = collector;
            this.added = added;
        }

        /// What is made from a post is written before it: who stops in between does it again, because the
        /// post still has to be changed. What was made from a contested one is corrected in the next
        /// attempt.
        ///
        /// @return the positions that have to be decided again
        Set<Integer> write() {
            insertPosts();
            remember();
            copy();
            changePosts();
            addItems();
            return contested;
        }

        private void insertPosts() {
            List<RawBsonDocument> documents = new ArrayList<>(decisions.size());
            List<Integer> places = new ArrayList<>(decisions.size());
            for (int i = 0; i < decisions.size(); i++) {
                if (decisions.get(i) instanceof Decision.Insert(CleanPost post, ObjectId id)) {
                    Instant expiry = properties.expiry(post, collector, now);
                    documents.add(ContentWriter.document(
                            id,
                            post,
                            collector,
                            expiry,
                            properties.retention(
                                    post.key().platform(), post.key().platformId(), now, expiry, now),
                            now));
                    places.add(i);
                }
            }
            for (int taken : content.insert(documents)) {
                contested.add(places.get(taken));
            }
        }

        private void changePosts() {
            Map<Content, Bson> revised = new LinkedHashMap<>();
            Map<Content, Bson> joined = new LinkedHashMap<>();
            Set<Integer> places = new TreeSet<>();
            for (int i = 0; i < decisions.size(); i++) {
                if (decisions.get(i) instanceof Decision.Known known && needsUpdate(known)) {
                    places.add(i);
                    (known.revision() == null ? joined : revised).put(known.stored(), update(known));
                }
            }
            if (!content.change(revised, joined)) {
                // which of them can't be told: those that were changed turn out unchanged when decided again
                contested.addAll(places);
            }
        }

        private List<Revision> revisions() {
            List<Revision> revisions = new ArrayList<>();
            for (Decision decision : decisions) {
                if (decision instanceof Decision.Known known && known.revision() != null) {
                    revisions.add(known.revision());
                }
            }
            return revisions;
        }

        private boolean needsUpdate(Decision.Known known) {
            return known.revision() != null || known.item() == null || known.restores();
        }

        private Bson update(Decision.Known known) {
            Lane lane = waitsInLiveLane(known.stored())
                    ? Lane.LIVE
                    : collector.origin().lane();
            Revision revision = known.revision();
            Bson update = revision == null ? Revision.due(lane, now) : revision.update(lane, now);
            boolean isHeldAgain = known.stored().isDeleted() && (known.item() == null || known.restores());
            return isHeldAgain ? Updates.combine(update, Updates.set("isDeleted", false)) : update;
        }

        /// Who waits for something live is told, even when history joins it meanwhile.
        private boolean waitsInLiveLane(Content stored) {
            ContentMetadata.Enrichment enrichment = stored.metadata().enrichment();
            return enrichment != null && enrichment.lane() == Lane.LIVE;
        }

        private void remember() {
            List<EngagementSnapshot> before = new ArrayList<>();
            List<EngagementSnapshot> after = new ArrayList<>();
            for (Revision revision : revisions()) {
                if (revision.changesEngagement()) {
                    Content stored = revision.before();
                    if (!stored.metadata().engagement().isEmpty()) {
                        before.add(EngagementSnapshot.of(
                                stored.id(),
                                stored.collectedAt(),
                                stored.metadata().engagement()));
                    }
                    after.add(EngagementSnapshot.of(stored.id(), now, revision.engagement()));
                }
            }
            engagement.remember(before, after);
        }

        private void copy() {
            Map<ObjectId, Bson> copies = new LinkedHashMap<>();
            for (Revision revision : revisions()) {
                List<Bson> changes = revision.copies();
                if (!changes.isEmpty()) {
                    copies.put(revision.before().id(), Updates.combine(changes));
                }
            }
            library.copy(copies);
        }

        private void addItems() {
            List<RawBsonDocument> documents = new ArrayList<>(decisions.size());
            List<ObjectId> joined = new ArrayList<>();
            List<LibraryItem> restored = new ArrayList<>();
            List<ObjectId> brought = new ArrayList<>();
            for (int i = 0; i < decisions.size(); i++) {
                if (contested.contains(i)) {
                    continue;
                }
                switch (decisions.get(i)) {
                    case Decision.Insert(CleanPost post, ObjectId id) ->
                        documents.add(ItemWriter.document(
                                id, collector, post.personal(), ItemWriter.Copies.of(post, now), now));
                    case Decision.Known known -> {
                        LibraryItem item = known.item();
                        if (item == null) {
                            documents.add(join(known));
                            joined.add(known.stored().id());
                        } else {
                            if (collector.trust() == Trust.PERSON && OwnersRetention.mayTake(item)) {
                                brought.add(item.id());
                            }
                            if (known.restores()) {
                                restored.add(item);
                                joined.add(known.stored().id());
                            }
                        }
                    }
                    case Decision.Refuse ignored -> {
                        // nothing to hold
                    }
                }
            }
            added.insert(documents);
            added.restore(restored, now);
            library.brought(brought);
            // enrichment may have looked between the two writes, when this holder was not there yet
            content.dueAgain(joined, collector.origin().lane(), now);
        }

        private RawBsonDocument join(Decision.Known known) {
            Revision revision = known.revision();
            ItemWriter.Copies copies = ItemWriter.Copies.of(known.stored());
            if (revision != null) {
                copies = revision.copiesOver(copies);
            }
            return ItemWriter.document(
                    known.stored().id(), collector, known.post().personal(), copies, now);
        }
    }
}
