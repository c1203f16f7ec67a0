package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses the way to the documents of one query. What the ranges cannot tell is counted, up to a limit.
final class AccessChooser {
    /// Keys that are counted before a choice is left to a race or to the form of the plans.
    private static final int PROBED_KEYS = 1_000;

    /// So few documents are fetched and sorted faster than a second way is tried.
    private static final int FEW = 200;

    private final Query query;
    private final Snapshot snapshot;
    private final List<Conjunction> alternatives;

    AccessChooser(Query query, Snapshot snapshot) {
        this.query = query;
        this.snapshot = snapshot;
        this.alternatives = FilterAnalysis.of(query.filter());
    }

    Access choose() {
        RawValue hint = query.hint();
        if (hint != null) {
            return hinted(hint);
        }
        List<ScanPlan> plans = plans(alternatives, query.sort());
        ScanPlan certain = certain(plans);
        if (certain != null) {
            return new Access.Indexed(certain);
        }
        List<ScanPlan> bounded = plans.stream().filter(ScanPlan::bounded).toList();
        if (bounded.isEmpty()) {
            List<ScanPlan> union = union();
            if (!union.isEmpty()) {
                return new Access.Union(union);
            }
        }
        return query.sort().isEmpty() ? unordered(bounded) : ordered(plans, bounded);
    }

    /// Every usable index that a condition or the order speaks of.
    private List<ScanPlan> plans(List<Conjunction> of, SortPattern sort) {
        List<ScanPlan> plans = new ArrayList<>();
        for (Index index : query.collection().indexes()) {
            String first = index.definition().fields().getFirst().path().dotted();
            boolean relevant = !sort.isEmpty()
                    || of.stream().anyMatch(each -> each.fields().containsKey(first));
            ScanPlan plan = relevant && index.isReadyIn(snapshot) ? ScanPlanner.plan(index, of, sort) : null;
            if (plan != null && (plan.bounded() || plan.sortedFields() > 0)) {
                plans.add(plan);
            }
        }
        return plans;
    }

    /// A plan that no other can beat by much: full unique keys, or exactly the right entries in the right order.
    private @Nullable ScanPlan certain(List<ScanPlan> plans) {
        for (ScanPlan plan : plans) {
            if (plan.points() && (query.sort().isEmpty() || plan.ranges() <= FEW)) {
                return plan;
            }
        }
        for (ScanPlan plan : plans) {
            boolean inOrder = !query.sort().isEmpty() && isSorted(plan);
            if (inOrder && plan.exact()) {
                return plan;
            }
        }
        return null;
    }

    private boolean isSorted(ScanPlan plan) {
        return plan.sortedFields() == query.sort().fields().size();
    }

    private Access unordered(List<ScanPlan> bounded) {
        if (bounded.isEmpty()) {
            return new Access.Everything(false);
        }
        return new Access.Indexed(smallest(bounded).smallest());
    }

    private Access ordered(List<ScanPlan> plans, List<ScanPlan> bounded) {
        ScanPlan walk = plans.stream()
                .filter(plan -> plan.sortedFields() > 0)
                .max(Comparator.comparingInt(ScanPlan::sortedFields)
                        .thenComparingInt(plan -> plan.bounded() ? 1 : 0)
                        .thenComparingInt(plan -> plan.exact() ? 1 : 0))
                .orElse(null);
        if (bounded.isEmpty()) {
            return walk == null ? new Access.Everything(false) : new Access.Indexed(walk);
        }
        Choice choice = smallest(bounded);
        ScanPlan filtering = choice.smallest();
        if (walk == null || walk.equals(filtering) || choice.keys() <= FEW) {
            return new Access.Indexed(filtering);
        }
        if (query.limit() == 0) {
            return new Access.Indexed(choice.counted() || !isSorted(walk) ? filtering : walk);
        }
        return new Access.Race(walk, filtering);
    }

    /// @param counted whether `keys` is the true number
    private record Choice(ScanPlan smallest, long keys, boolean counted) {}

    private Choice smallest(List<ScanPlan> bounded) {
        ScanPlan likely = bounded.stream()
                .max(Comparator.<ScanPlan>comparingInt(plan -> plan.exact() ? 1 : 0)
                        .thenComparingInt(plan -> plan.points() ? 1 : 0)
                        .thenComparingInt(
                                plan -> plan.index().definition().fields().size()))
                .orElseThrow();
        if (bounded.size() == 1 && query.sort().isEmpty()) {
            return new Choice(likely, PROBED_KEYS, false);
        }
        Probe.Result probed = Probe.smallest(bounded, snapshot, PROBED_KEYS);
        ScanPlan smallest = probed.smallest();
        return smallest == null ? new Choice(likely, PROBED_KEYS, false) : new Choice(smallest, probed.keys(), true);
    }

    /// An index for each alternative, or nothing when one has none.
    private List<ScanPlan> union() {
        if (alternatives.size() < 2) {
            return List.of();
        }
        List<ScanPlan> union = new ArrayList<>();
        for (Conjunction alternative : alternatives) {
            List<ScanPlan> plans = plans(List.of(alternative), SortPattern.NONE).stream()
                    .filter(ScanPlan::bounded)
                    .toList();
            if (plans.isEmpty()) {
                return List.of();
            }
            ScanPlan certain = certain(plans);
            union.add(certain != null ? certain : smallest(plans).smallest());
        }
        return union;
    }

    private Access hinted(RawValue hint) {
        RawValue direction = hint.isDocument() ? hint.asDocument().get("$natural") : null;
        if (direction != null) {
            return new Access.Everything(direction.toObject() instanceof Number number && number.doubleValue() < 0);
        }
        for (Index index : query.collection().indexes()) {
            boolean named = hint.isDocument()
                    ? hint.asDocument()
                            .toDocument()
                            .equals(index.definition().keyPattern().toDocument())
                    : hint.toObject() instanceof String name
                            && name.equals(index.definition().name());
            if (named && index.isReadyIn(snapshot)) {
                ScanPlan plan = ScanPlanner.planHinted(index, alternatives, query.sort());
                return new Access.Indexed(plan);
            }
        }
        throw new MongoError(
                ErrorCode.BAD_VALUE,
                "error processing query: planner returned error :: caused by :: hint provided does not correspond to an "
                        + "existing index");
    }
}
