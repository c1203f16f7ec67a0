package io.automedia.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Posts of one collector that are stored together: `add` what there is, look with [#plan] what will become
/// of it, and [#store]. A batch is used by one thread at a time.
public final class PostBatch {
    private final ContentLibrary library;
    private final Collector collector;
    private final ModerationStatus beginning;
    private final List<Entry> entries = new ArrayList<>();
    private final List<CleanPost> posts = new ArrayList<>();
    private final Map<CleanPost.Key, Integer> places = new HashMap<>();
    private @Nullable List<Intake.Decision> decisions;

    /// What stands at one position: a post, a repetition of one, or nothing for a reason.
    private sealed interface Entry {
        record First(int place) implements Entry {}

        record Again(int place) implements Entry {}

        record Bad(String reason) implements Entry {}
    }

    PostBatch(ContentLibrary library, Collector collector, ModerationStatus beginning) {
        this.library = library;
        this.collector = collector;
        this.beginning = beginning;
    }

    /// Adds a post. What is wrong with it is found here and reported with the others.
    ///
    /// @return false when the batch has another state of the same post already: store this batch first, and
    /// add the post to the next one
    public boolean add(IncomingPost post) {
        try {
            return add(Normaliser.clean(post, beginning));
        } catch (Unacceptable unacceptable) {
            reject(unacceptable.reason());
            return true;
        }
    }

    boolean add(CleanPost clean) {
        Integer known = places.putIfAbsent(clean.key(), posts.size());
        if (known == null) {
            entries.add(new Entry.First(posts.size()));
            posts.add(clean);
            return true;
        }
        if (posts.get(known).equals(clean)) {
            entries.add(new Entry.Again(known));
            return true;
        }
        return false;
    }

    /// Adds something that can't be read, so that it is reported in its place.
    public void reject(String reason) {
        entries.add(new Entry.Bad(reason));
    }

    /// How many were added.
    public int size() {
        return entries.size();
    }

    /// Whether nothing was added.
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// What will become of each post, when nobody else changes something meanwhile. Nothing is written.
    public StoreReport plan() {
        return report(decided().stream().map(Intake.Decision::result).toList());
    }

    /// Stores the posts.
    public StoreReport store() {
        return report(library.write(decided(), collector));
    }

    private List<Intake.Decision> decided() {
        List<Intake.Decision> current = decisions;
        if (current == null) {
            current = library.decide(posts, collector);
            decisions = current;
        }
        return current;
    }

    private StoreReport report(List<StoreResult> results) {
        return StoreReport.of(entries.stream()
                .map(entry -> switch (entry) {
                    case Entry.First(int place) -> results.get(place);
                    case Entry.Again(int place) -> again(results.get(place));
                    case Entry.Bad(String reason) -> new StoreResult.Rejected(reason);
                })
                .toList());
    }

    private static StoreResult again(StoreResult first) {
        return switch (first) {
            case StoreResult.Created(var id) -> new StoreResult.Unchanged(id);
            case StoreResult.Updated(var id) -> new StoreResult.Unchanged(id);
            case StoreResult.Unchanged unchanged -> unchanged;
            case StoreResult.Rejected rejected -> rejected;
            case StoreResult.OverQuota later -> later;
        };
    }
}
