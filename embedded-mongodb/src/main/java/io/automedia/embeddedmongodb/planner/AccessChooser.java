package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.values.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Chooses the way to the documents of one query. Nothing is read for that: where the ranges don't tell
/// which of several ways is the best, they are tried at the same time when the query runs.
final class AccessChooser {
    /// So few points are fetched and sorted faster than a second way is tried.
    private static final int FEW = 200;
    /// What the racers of a race keep at most.
    private static final int MOST_RACED = 20_000;
    /// With more racers the race would cost too much.
    private static final int MOST_RACERS = 3;

    private final Query query;
    private final Snapshot snapshot;
    private final boolean counting;
    private final Conditions conditions;

    /// @param counting whether nobody looks at the documents
    AccessChooser(Query query, Snapshot snapshot, boolean counting) {
        this.query = query;
        this.snapshot = snapshot;
        this.counting = counting;
        this.conditions = new Conditions(FilterAnalysis.of(query.filter()));
    }

    Access choose() {
        RawValue hint = query.hint();
        if (hint != null) {
            return hinted(hint);
        }
        ScanPlan points = Candidates.fullKeys(query, conditions, query.sort(), snapshot);
        if (points != null && (query.sort().isEmpty() || points.ranges() <= FEW)) {
            return new Access.Indexed(Walk.of(points));
        }
        Candidates candidates = Candidates.of(query, conditions, query.sort(), snapshot);
        ScanPlan certain = certain(candidates);
        if (certain != null) {
            return new Access.Indexed(Walk.of(certain));
        }
        List<Walk> single = List.copyOf(candidates.filtering());
        List<Walk> filtering = new UnionPlanner(query, conditions, snapshot).beside(single);
        if (single.isEmpty() && !isOrderKnown(candidates, filtering)) {
            Access union = union();
            if (union != null) {
                return union;
            }
        }
        return query.sort().isEmpty() ? unordered(filtering, conditions) : ordered(candidates, filtering);
    }

    private static boolean isOrderKnown(Candidates candidates, List<Walk> filtering) {
        return !candidates.ordered().isEmpty() || filtering.stream().anyMatch(walk -> walk.sortedFields() > 0);
    }

    /// A plan that no other can beat by much: exactly the right entries in the right order.
    private static @Nullable ScanPlan certain(Candidates candidates) {
        for (ScanPlan plan : candidates.all()) {
            if (candidates.isSorted(plan) && plan.exact()) {
                return plan;
            }
        }
        return null;
    }

    private Access unordered(List<Walk> filtering, Conditions of) {
        if (filtering.isEmpty()) {
            return new Access.Everything(false);
        }
        Walk first = filtering.getFirst();
        if (filtering.size() == 1 || first.exact()) {
            return new Access.Indexed(first);
        }
        Access.Narrowed narrowed = new Access.Narrowed(filtering, null, of);
        return isRaced() && !(counting && narrowed.tellsAll()) ? race(List.of(), filtering) : narrowed;
    }

    private boolean isRaced() {
        return query.wanted() > 0 && query.wanted() <= MOST_RACED;
    }

    private Access ordered(Candidates candidates, List<Walk> filtering) {
        List<Walk> ordered = new ArrayList<>(candidates.ordered());
        for (Walk walk : filtering) {
            if (isOfSeveralIndexes(walk) && hasMoreOrder(walk, ordered)) {
                ordered.removeIf(each -> walk.narrowed().containsAll(each.narrowed()));
                ordered.addFirst(walk);
            }
        }
        if (ordered.isEmpty()) {
            return filtering.isEmpty() ? new Access.Everything(false) : together(filtering, null);
        }
        Walk best = ordered.getFirst();
        List<Walk> others = Candidates.beyond(filtering, best.narrowed());
        if (others.isEmpty() || isComplete(best)) {
            return new Access.Indexed(best);
        }
        if (isRaced()) {
            // for what is rare the narrow way is done before another one has to be tried
            return race(List.of(new Access.Narrowed(others, best, conditions)), ordered);
        }
        if (best.bounded()) {
            others.add(best);
        }
        return new Access.Narrowed(others, best, conditions);
    }

    private static boolean isOfSeveralIndexes(Walk walk) {
        return switch (walk) {
            case Walk.Together together -> together.isIntersection();
            case Walk.Either _ -> true;
        };
    }

    private static boolean hasMoreOrder(Walk walk, List<Walk> ordered) {
        return ordered.isEmpty()
                ? walk.sortedFields() > 0
                : walk.sortedFields() >= Math.max(1, ordered.getFirst().sortedFields());
    }

    private static Access race(List<Access> first, List<Walk> walks) {
        return new Access.Race(Stream.concat(first.stream(), walks.stream().<Access>map(Access.Indexed::new))
                .limit(MOST_RACERS)
                .toList());
    }

    private boolean isComplete(Walk walk) {
        return walk.exact() && walk.sortedFields() == query.sort().fields().size();
    }

    private Access together(List<Walk> filtering, @Nullable Walk ordered) {
        return filtering.size() == 1 || filtering.getFirst().exact()
                ? new Access.Indexed(filtering.getFirst())
                : new Access.Narrowed(filtering, ordered, conditions);
    }

    /// A way for each alternative, or nothing when one has none.
    private @Nullable Access union() {
        if (conditions.alternatives().size() < 2) {
            return null;
        }
        List<Access> union = new ArrayList<>();
        for (Conjunction alternative : conditions.alternatives()) {
            Conditions alone = new Conditions(List.of(alternative));
            ScanPlan points = Candidates.fullKeys(query, alone, SortPattern.NONE, snapshot);
            List<Walk> filtering = points == null
                    ? filtering(Candidates.of(query, alone, SortPattern.NONE, snapshot))
                    : List.of(Walk.of(points));
            if (filtering.isEmpty()) {
                return null;
            }
            union.add(
                    filtering.size() == 1 || filtering.getFirst().exact()
                            ? new Access.Indexed(filtering.getFirst())
                            : new Access.Narrowed(filtering, null, alone));
        }
        return new Access.Union(union);
    }

    private static List<Walk> filtering(Candidates candidates) {
        ScanPlan certain = certain(candidates);
        return certain == null ? List.copyOf(candidates.filtering()) : List.of(Walk.of(certain));
    }

    private Access hinted(RawValue hint) {
        RawValue direction = hint.isDocument() ? hint.asDocument().get("$natural") : null;
        if (direction != null) {
            return new Access.Everything(direction.toObject() instanceof Number number && number.doubleValue() < 0);
        }
        for (Index index : query.collection().indexes()) {
            boolean named = hint.isDocument()
                    ? Document.of(hint.asDocument())
                            .equals(Document.of(index.definition().keyPattern()))
                    : hint.toObject() instanceof String name
                            && name.equals(index.definition().name());
            if (named && index.isReadyIn(snapshot)) {
                return new Access.Indexed(
                        Walk.of(ScanPlanner.planHinted(index, conditions.alternatives(), query.sort())));
            }
        }
        throw new MongoError(
                ErrorCode.BAD_VALUE,
                "error processing query: planner returned error :: caused by :: hint provided does not correspond to an "
                        + "existing index");
    }
}
