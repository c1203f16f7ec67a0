package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The walks that a query could take, without those that can't be the best.
final class Candidates {
    private final Conditions conditions;
    private final SortPattern sort;
    private final List<ScanPlan> plans = new ArrayList<>();

    private Candidates(Conditions conditions, SortPattern sort) {
        this.conditions = conditions;
        this.sort = sort;
    }

    /// Every usable index that a condition or the order speaks of.
    static Candidates of(Query query, Conditions conditions, SortPattern sort, Snapshot snapshot) {
        Candidates candidates = new Candidates(conditions, sort);
        for (Index index : query.collection().indexes()) {
            String first = index.definition().fields().getFirst().path().dotted();
            if ((!sort.isEmpty() || conditions.speakOf(first)) && index.isReadyIn(snapshot)) {
                candidates.add(index);
            }
        }
        return candidates;
    }

    /// The walk to full keys of a unique index, which no other one can beat by much; null where there is none.
    static @Nullable ScanPlan fullKeys(Query query, Conditions conditions, SortPattern sort, Snapshot snapshot) {
        for (Index index : query.collection().indexes()) {
            if (index.isUnique() && conditions.speakOfAll(index.definition().fields()) && index.isReadyIn(snapshot)) {
                ScanPlan plan = ScanPlanner.plan(index, conditions.alternatives(), sort);
                if (plan != null && plan.points() && plan.bounded()) {
                    return plan;
                }
            }
        }
        return null;
    }

    private void add(Index index) {
        ScanPlan plan = ScanPlanner.plan(index, conditions.alternatives(), sort);
        if (plan != null && (plan.bounded() || plan.sortedFields() > 0)) {
            plans.add(plan);
        }
    }

    List<ScanPlan> all() {
        return plans;
    }

    boolean isSorted(ScanPlan plan) {
        return plan.sortedFields() == sort.fields().size();
    }

    /// Walks that leave something out, the narrower ones first: each knows of a condition of which no other
    /// one knows, and those that can be walked together are one.
    List<Walk.Together> filtering() {
        List<ScanPlan> bounded = plans.stream()
                .filter(ScanPlan::bounded)
                .sorted(MERIT.reversed())
                .toList();
        List<ScanPlan> narrow = undominated(bounded);
        Walk.Together together = conditions.alternatives().size() == 1
                ? IntersectionPlanner.plan(bounded, conditions.alternatives().getFirst(), sort)
                : null;
        List<Walk.Together> walks = new ArrayList<>();
        if (together != null) {
            walks.add(together);
        }
        for (ScanPlan plan : narrow) {
            if (together == null || !together.narrowed().containsAll(plan.narrowed()) || isFiltered(plan)) {
                walks.add(Walk.of(plan));
            }
        }
        return walks;
    }

    private static final Comparator<ScanPlan> MERIT = Comparator.<ScanPlan>comparingInt(plan -> plan.exact() ? 1 : 0)
            .thenComparingInt(plan -> plan.points() ? 1 : 0)
            .thenComparingInt(plan -> plan.narrowed().size())
            .thenComparingInt(ScanPlan::sortedFields);

    private static List<ScanPlan> undominated(List<ScanPlan> ordered) {
        List<ScanPlan> rest = new ArrayList<>();
        for (ScanPlan plan : ordered) {
            boolean dominated = ordered.stream().anyMatch(other -> dominates(other, plan))
                    || rest.stream().anyMatch(earlier -> equals(earlier, plan));
            if (!dominated) {
                rest.add(plan);
            }
        }
        return rest;
    }

    private static boolean dominates(ScanPlan other, ScanPlan plan) {
        return !isFiltered(plan)
                && other.narrowed().size() > plan.narrowed().size()
                && other.narrowed().containsAll(plan.narrowed());
    }

    private static boolean equals(ScanPlan earlier, ScanPlan plan) {
        return !isFiltered(plan) && earlier.narrowed().equals(plan.narrowed());
    }

    private static boolean isFiltered(ScanPlan plan) {
        return plan.index().isPartial() || plan.index().isSparse();
    }

    /// The walks that have most of the wanted order, the narrower ones first.
    List<Walk> ordered() {
        int most = plans.stream().mapToInt(ScanPlan::sortedFields).max().orElse(0);
        return most == 0
                ? List.of()
                : undominated(plans.stream()
                                .filter(plan -> plan.sortedFields() == most)
                                .sorted(MERIT.reversed())
                                .toList())
                        .stream()
                        .<Walk>map(Walk::of)
                        .toList();
    }

    /// The walks that know of a condition of which none of these do.
    static List<Walk> beyond(List<Walk> walks, Set<String> narrowed) {
        return walks.stream()
                .filter(walk -> walk.isFiltered() || !narrowed.containsAll(walk.narrowed()))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
