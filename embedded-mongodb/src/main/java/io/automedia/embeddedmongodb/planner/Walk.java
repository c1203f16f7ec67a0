package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.KeyRange;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A way to records by keys alone.
sealed interface Walk {
    /// How many fields of the wanted order it provides.
    int sortedFields();

    /// Whether every record is of a matching document.
    boolean exact();

    /// The conditions that it makes use of, by their fields.
    Set<String> narrowed();

    /// The fields of which nothing is left to check.
    Set<String> covered();

    /// Whether it leaves anything out.
    boolean bounded();

    /// Whether its indexes may lack documents that other indexes have.
    boolean isFiltered();

    /// About how large it is.
    long approximateBytes(Snapshot snapshot);

    /// About how much of an index it is, from 0 to 1.
    double approximateShare(Snapshot snapshot);

    /// Its records, each once.
    RecordSource open(Snapshot snapshot);

    static Together of(ScanPlan plan) {
        return new Together(List.of(plan), plan.sortedFields(), plan.exact());
    }

    /// Through one index, or through several of one order at once, which give what they have in common.
    record Together(List<ScanPlan> plans, int sortedFields, boolean exact) implements Walk {
        private static final int MOST_SAMPLED = 32;

        @Override
        public Set<String> narrowed() {
            return plans.stream().flatMap(plan -> plan.narrowed().stream()).collect(Collectors.toSet());
        }

        @Override
        public Set<String> covered() {
            return plans.stream().flatMap(plan -> plan.covered().stream()).collect(Collectors.toSet());
        }

        boolean isIntersection() {
            return plans.size() > 1;
        }

        @Override
        public boolean bounded() {
            return plans.getFirst().bounded();
        }

        @Override
        public boolean isFiltered() {
            return plans.stream()
                    .anyMatch(plan -> plan.index().isSparse() || plan.index().isPartial());
        }

        /// Of an intersection, the size of its smallest part.
        @Override
        public long approximateBytes(Snapshot snapshot) {
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

        @Override
        public double approximateShare(Snapshot snapshot) {
            return plans.stream()
                    .mapToDouble(plan -> {
                        KeyRange all =
                                KeyRange.ofIndex(plan.index().definition().id());
                        long whole = snapshot.approximateBytes(plan.index(), List.of(all));
                        return Math.min(1, (double) approximateBytes(plan, snapshot) / Math.max(1, whole));
                    })
                    .min()
                    .orElse(1);
        }

        @Override
        public RecordSource open(Snapshot snapshot) {
            if (isIntersection()) {
                return placed(snapshot);
            }
            ScanPlan plan = plans.getFirst();
            RecordSource source = Sources.open(plan, snapshot);
            return plan.repeats() ? new DistinctSource(List.of(source)) : source;
        }

        /// Its records in the order of their places.
        PlacedSource placed(Snapshot snapshot) {
            return isIntersection()
                    ? new IntersectionSource(plans.stream()
                            .map(plan -> Sources.ordered(plan, snapshot))
                            .toList())
                    : Sources.ordered(plans.getFirst(), snapshot);
        }
    }

    /// A way for each alternative of a filter. When it provides an order, all of the ways have it.
    record Either(List<Together> ways, int sortedFields, boolean exact) implements Walk {

        /// What all ways make use of, and of each alternative what its way does.
        @Override
        public Set<String> narrowed() {
            Set<String> narrowed = new HashSet<>(ways.getFirst().narrowed());
            ways.forEach(way -> narrowed.retainAll(way.narrowed()));
            for (int i = 0; i < ways.size(); i++) {
                String alternative = "$or " + i + " ";
                ways.get(i).narrowed().forEach(field -> narrowed.add(alternative + field));
            }
            return narrowed;
        }

        @Override
        public Set<String> covered() {
            Set<String> covered = new HashSet<>(ways.getFirst().covered());
            ways.forEach(way -> covered.retainAll(way.covered()));
            return covered;
        }

        @Override
        public boolean bounded() {
            return true;
        }

        @Override
        public boolean isFiltered() {
            return ways.stream().anyMatch(Walk::isFiltered);
        }

        @Override
        public long approximateBytes(Snapshot snapshot) {
            return ways.stream()
                    .mapToLong(way -> way.approximateBytes(snapshot))
                    .sum();
        }

        @Override
        public double approximateShare(Snapshot snapshot) {
            return Math.min(
                    1,
                    ways.stream()
                            .mapToDouble(way -> way.approximateShare(snapshot))
                            .sum());
        }

        @Override
        public RecordSource open(Snapshot snapshot) {
            return sortedFields > 0
                    ? new UnionSource(
                            ways.stream().map(way -> way.placed(snapshot)).toList(), backwards())
                    : new DistinctSource(
                            ways.stream().map(way -> way.open(snapshot)).toList());
        }

        private boolean backwards() {
            return ways.getFirst().plans().getFirst().backwards();
        }
    }
}
