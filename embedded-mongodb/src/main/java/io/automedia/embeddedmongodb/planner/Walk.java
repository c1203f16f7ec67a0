package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.KeyRange;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A way to records through one index, or through several of one order at once, which give what they have
/// in common.
/// @param sortedFields how many fields of the wanted order it provides
/// @param exact whether every record is of a matching document
record Walk(List<ScanPlan> plans, int sortedFields, boolean exact) {
    private static final int MOST_SAMPLED = 32;

    static Walk of(ScanPlan plan) {
        return new Walk(List.of(plan), plan.sortedFields(), plan.exact());
    }

    /// The fields whose conditions it makes use of.
    Set<String> narrowed() {
        return plans.stream().flatMap(plan -> plan.narrowed().stream()).collect(Collectors.toSet());
    }

    /// The fields of which nothing is left to check.
    Set<String> covered() {
        return plans.stream().flatMap(plan -> plan.covered().stream()).collect(Collectors.toSet());
    }

    boolean isIntersection() {
        return plans.size() > 1;
    }

    /// Whether its indexes may lack documents that other indexes have.
    boolean isFiltered() {
        return plans.stream()
                .anyMatch(plan -> plan.index().isSparse() || plan.index().isPartial());
    }

    /// About how large it is; for an intersection, its smallest part.
    long approximateBytes(Snapshot snapshot) {
        return plans.stream()
                .mapToLong(plan -> approximateBytes(plan, snapshot))
                .min()
                .orElse(0);
    }

    private static long approximateBytes(ScanPlan plan, Snapshot snapshot) {
        List<KeyRange> sample = plan.groups().stream()
                .flatMap(group -> group.ranges().stream())
                .limit(MOST_SAMPLED)
                .toList();
        return snapshot.approximateBytes(plan.index(), sample) * plan.ranges() / Math.max(1, sample.size());
    }

    /// About how much of an index it is, from 0 to 1.
    double approximateShare(Snapshot snapshot) {
        return plans.stream()
                .mapToDouble(plan -> {
                    KeyRange all = KeyRange.ofIndex(plan.index().definition().id());
                    long whole = snapshot.approximateBytes(plan.index(), List.of(all));
                    return Math.min(1, (double) approximateBytes(plan, snapshot) / Math.max(1, whole));
                })
                .min()
                .orElse(1);
    }

    /// Its records, each once.
    RecordSource open(Snapshot snapshot) {
        if (isIntersection()) {
            return new IntersectionSource(
                    plans.stream().map(plan -> Sources.ordered(plan, snapshot)).toList());
        }
        ScanPlan plan = plans.getFirst();
        RecordSource source = Sources.open(plan, snapshot);
        return plan.repeats() ? new DistinctSource(List.of(source)) : source;
    }
}
