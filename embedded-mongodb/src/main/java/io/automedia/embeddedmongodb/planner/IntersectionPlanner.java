package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexField;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds indexes that can be walked together. `{a: 1, t: -1}` and `{b: 1, t: -1}` both have their entries
/// in the order of `t` and the record behind one value of `a` and of `b`, so what they have in common shows
/// without a document.
final class IntersectionPlanner {
    private final List<Index> indexes;
    private final Conjunction conjunction;
    private final SortPattern sort;

    private IntersectionPlanner(List<Index> indexes, Conjunction conjunction, SortPattern sort) {
        this.indexes = indexes;
        this.conjunction = conjunction;
        this.sort = sort;
    }

    /// The walk over the indexes that say most of the conditions, or null when no two go together.
    ///
    /// @param plans the walks that leave something out
    static Walk.@Nullable Together plan(List<ScanPlan> plans, Conjunction conjunction, SortPattern sort) {
        List<Index> indexes = plans.stream()
                .map(ScanPlan::index)
                .filter(index -> !index.isUnique())
                .toList();
        return indexes.size() < 2 ? null : new IntersectionPlanner(indexes, conjunction, sort).best();
    }

    private Walk.@Nullable Together best() {
        Walk.Together best = null;
        Set<String> tried = new HashSet<>();
        for (Index index : indexes) {
            for (Index other : indexes) {
                Tail tail = Tail.common(index, other);
                if (other != index
                        && tried.add(
                                index.definition().id() + " " + tail.fields().size())) {
                    best = better(best, together(index, tail));
                }
            }
        }
        return best;
    }

    private static Walk.@Nullable Together better(Walk.@Nullable Together one, Walk.@Nullable Together other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Comparator<Walk> merit = Comparator.<Walk>comparingInt(Walk::sortedFields)
                .thenComparingInt(walk -> walk.covered().size());
        return merit.compare(one, other) >= 0 ? one : other;
    }

    private Walk.@Nullable Together together(Index model, Tail tail) {
        List<IndexField> order = tail.fields();
        SortMatch match = SortMatch.of(sort, order, i -> isConstant(model, order.get(i)), _ -> false, _ -> false);
        List<ScanPlan> plans = tail.plans(indexes, conjunction, match.backwards());
        return plans.size() < 2
                ? null
                : new Walk.Together(plans, match.leading() == 0 ? match.sortedFields() : 0, conjunction.isMetBy(plans));
    }

    private boolean isConstant(Index index, IndexField field) {
        int position = index.definition().fields().indexOf(field);
        return !index.isMultikey(position)
                && conjunction.allowed(field.path().dotted(), false).values().isSinglePoint();
    }
}
