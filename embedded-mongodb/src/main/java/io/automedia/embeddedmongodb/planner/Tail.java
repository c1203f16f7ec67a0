package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The last fields of an index. Behind single values of the fields before them, all indexes that end in the same way
/// have their entries in one order: that of these fields, and then of the records.
record Tail(List<IndexField> fields) {

    static Tail of(Index index, int length) {
        List<IndexField> all = index.definition().fields();
        return new Tail(all.subList(all.size() - length, all.size()));
    }

    /// The longest one that two indexes have in common, without the first field of either.
    static Tail common(Index index, Index other) {
        List<IndexField> one = index.definition().fields();
        List<IndexField> two = other.definition().fields();
        int most = Math.min(one.size(), two.size()) - 1;
        int length = 0;
        while (length < most && same(one.get(one.size() - 1 - length), two.get(two.size() - 1 - length))) {
            length++;
        }
        return of(index, length);
    }

    private static boolean same(IndexField field, IndexField other) {
        return field.descending() == other.descending()
                && field.path().dotted().equals(other.path().dotted());
    }

    /// The walks in this order, those with most conditions first, each of which meets one that those before do not.
    List<ScanPlan> plans(List<Index> indexes, Conjunction conjunction, boolean backwards) {
        List<ScanPlan> plans = new ArrayList<>();
        for (Index index : indexes) {
            ScanPlan plan = plan(index, conjunction, backwards);
            if (plan != null) {
                plans.add(plan);
            }
        }
        plans.sort(Comparator.comparingInt(plan -> -plan.covered().size()));
        Set<String> covered = new HashSet<>();
        plans.removeIf(plan -> !covered.addAll(plan.covered()));
        return plans;
    }

    private @Nullable ScanPlan plan(Index index, Conjunction conjunction, boolean backwards) {
        List<IndexField> all = index.definition().fields();
        int leading = all.size() - fields.size();
        if (leading < 1 || hasArrays(index, leading)) {
            return null;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!same(fields.get(i), all.get(leading + i))) {
                return null;
            }
        }
        return ScanPlanner.aligned(index, conjunction, leading, backwards);
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
