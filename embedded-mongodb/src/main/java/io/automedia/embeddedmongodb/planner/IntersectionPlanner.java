package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexField;
import java.util.ArrayList;
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
    /// @param plans the walks worth considering, each of which knows a condition that no other one has
    static @Nullable Walk plan(List<ScanPlan> plans, Conjunction conjunction, SortPattern sort) {
        List<Index> indexes = plans.stream()
                .map(ScanPlan::index)
                .filter(index -> !index.isUnique())
                .toList();
        return indexes.size() < 2 ? null : new IntersectionPlanner(indexes, conjunction, sort).best();
    }

    private @Nullable Walk best() {
        Walk best = null;
        Set<Integer> tried = new HashSet<>();
        for (Index index : indexes) {
            for (Index other : indexes) {
                int tail = commonTail(index, other);
                if (other != index && tried.add(31 * index.definition().id() + tail)) {
                    best = better(best, together(index, tail));
                }
            }
        }
        return best;
    }

    private static int commonTail(Index index, Index other) {
        List<IndexField> fields = index.definition().fields();
        List<IndexField> others = other.definition().fields();
        int length = 0;
        while (length < Math.min(fields.size(), others.size())
                && same(fields.get(fields.size() - 1 - length), others.get(others.size() - 1 - length))) {
            length++;
        }
        return Math.min(length, Math.min(fields.size(), others.size()) - 1);
    }

    private static boolean same(IndexField field, IndexField other) {
        return field.descending() == other.descending()
                && field.path().dotted().equals(other.path().dotted());
    }

    private static @Nullable Walk better(@Nullable Walk one, @Nullable Walk other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Comparator<Walk> merit = Comparator.<Walk>comparingInt(Walk::sortedFields)
                .thenComparingInt(walk -> walk.covered().size());
        return merit.compare(one, other) >= 0 ? one : other;
    }

    private @Nullable Walk together(Index model, int tail) {
        List<IndexField> fields = model.definition().fields();
        List<IndexField> order = fields.subList(fields.size() - tail, fields.size());
        SortMatch match = SortMatch.of(sort, order, i -> isConstant(model, order.get(i)), _ -> false, _ -> false);
        List<ScanPlan> chosen = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        for (ScanPlan plan : aligned(model, tail, match.backwards())) {
            if (covered.addAll(plan.covered())) {
                chosen.add(plan);
            }
        }
        return chosen.size() < 2
                ? null
                : new Walk(
                        chosen,
                        match.leading() == 0 ? match.sortedFields() : 0,
                        !conjunction.residue()
                                && covered.containsAll(conjunction.fields().keySet()));
    }

    private boolean isConstant(Index index, IndexField field) {
        int position = index.definition().fields().indexOf(field);
        return !index.isMultikey(position)
                && conjunction.allowed(field.path().dotted(), false).values().isSinglePoint();
    }

    private List<ScanPlan> aligned(Index model, int tail, boolean backwards) {
        List<ScanPlan> plans = new ArrayList<>();
        for (Index index : indexes) {
            int leading = index.definition().fields().size() - tail;
            if (commonTail(model, index) >= tail && leading > 0 && !hasArrays(index, leading)) {
                ScanPlan plan = ScanPlanner.aligned(index, conjunction, leading, backwards);
                if (plan != null) {
                    plans.add(plan);
                }
            }
        }
        plans.sort(Comparator.comparingInt(plan -> -plan.covered().size()));
        return plans;
    }

    /// Whether there are arrays in the order itself, of which one document has several places.
    private static boolean hasArrays(Index index, int from) {
        for (int i = from; i < index.definition().fields().size(); i++) {
            if (index.isMultikey(i)) {
                return true;
            }
        }
        return false;
    }
}
