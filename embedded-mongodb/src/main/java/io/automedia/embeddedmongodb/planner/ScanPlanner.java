package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.planner.Conjunction.Allowed;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexField;
import io.automedia.embeddedmongodb.storage.KeyBuilder;
import io.automedia.embeddedmongodb.storage.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Works out which ranges of one index hold the keys of all documents that can match.
final class ScanPlanner {
    private static final int MAXIMUM_RANGES = 5_000;
    private static final int MAXIMUM_GROUPS = 256;

    private final Index index;
    private final List<IndexField> fields;
    private final List<Conjunction> alternatives;
    private final SortPattern sort;
    /// The one field with arrays whose conditions may be used; elements of several fields need not belong together.
    private final int multikeyField;

    private boolean exact = true;
    private boolean bounded = true;
    private boolean full = true;
    private boolean sortable = true;

    private ScanPlanner(Index index, List<Conjunction> alternatives, SortPattern sort) {
        this.index = index;
        this.fields = index.definition().fields();
        this.alternatives = alternatives;
        this.sort = sort;
        this.multikeyField = firstUsableMultikeyField();
    }

    /// The walk, or null when the index lacks documents that may match.
    static @Nullable ScanPlan plan(Index index, List<Conjunction> alternatives, SortPattern sort) {
        if (!Coverage.holdsAll(index, alternatives)) {
            return null;
        }
        return new ScanPlanner(index, alternatives, sort).plan();
    }

    /// The walk over an index that the query insists on, even if it lacks some documents.
    static ScanPlan planHinted(Index index, List<Conjunction> alternatives, SortPattern sort) {
        return new ScanPlanner(index, alternatives, sort).plan();
    }

    private ScanPlan plan() {
        SortMatch match = SortMatch.of(sort, fields, this::isConstant, this::isPoints, index::isMultikey);
        TreeMap<ByteString, List<KeyRange>> groups = new TreeMap<>();
        for (Conjunction alternative : alternatives) {
            addRanges(alternative, match.leading(), groups);
        }
        int sorted = groups.size() > MAXIMUM_GROUPS || !sortable ? 0 : match.sortedFields();
        List<ScanPlan.Group> result = sorted > 0 && groups.size() > 1 ? merged(groups) : List.of(one(groups));
        boolean points = full && index.isUnique();
        return new ScanPlan(index, result, sorted > 0 && match.backwards(), sorted, exact, bounded, points);
    }

    private int firstUsableMultikeyField() {
        for (int i = 0; i < fields.size(); i++) {
            if (index.isMultikey(i)) {
                return i;
            }
        }
        return -1;
    }

    private Allowed allowed(Conjunction alternative, int field) {
        boolean multikey = index.isMultikey(field);
        if (multikey && field != multikeyField) {
            boolean untouched =
                    !alternative.fields().containsKey(fields.get(field).path().dotted());
            return new Allowed(IntervalSet.ALL, untouched);
        }
        return alternative.allowed(fields.get(field).path().dotted(), multikey);
    }

    private boolean isPoints(int field) {
        return alternatives.stream()
                .allMatch(each -> allowed(each, field).values().isPoints());
    }

    private boolean isConstant(int field) {
        IntervalSet first = allowed(alternatives.getFirst(), field).values();
        return first.isSinglePoint()
                && alternatives.stream().allMatch(each -> {
                    IntervalSet values = allowed(each, field).values();
                    return values.isSinglePoint()
                            && values.intervals()
                                            .getFirst()
                                            .low()
                                            .compareTo(
                                                    first.intervals().getFirst().low())
                                    == 0;
                });
    }

    private void addRanges(Conjunction alternative, int leading, Map<ByteString, List<KeyRange>> groups) {
        List<byte[]> heads =
                List.of(new KeyBuilder().id(index.definition().id()).toBytes());
        int used = 0;
        boolean conditionsExact = true;
        List<KeyRange> ranges = null;
        List<Integer> groupOf = new ArrayList<>(List.of(4));
        for (int i = 0; i < fields.size() && ranges == null; i++) {
            Allowed allowed = allowed(alternative, i);
            if (allowed.values().isEmpty()) {
                return;
            }
            boolean continues = allowed.values().isPoints()
                    && (long) heads.size() * allowed.values().intervals().size() <= MAXIMUM_RANGES;
            if (continues) {
                List<byte[]> longer = new ArrayList<>();
                List<Integer> longerGroups = new ArrayList<>();
                for (int h = 0; h < heads.size(); h++) {
                    for (Interval point : allowed.values().inOrder(fields.get(i).descending())) {
                        byte[] head = concat(heads.get(h), point.low().prefix());
                        longer.add(head);
                        longerGroups.add(i < leading ? head.length : groupOf.get(h));
                    }
                }
                heads = longer;
                groupOf = longerGroups;
                conditionsExact &= allowed.exact();
                used = i + 1;
            } else if (!allowed.values().isAll() && fits(heads, allowed)) {
                ranges = new ArrayList<>();
                List<Integer> rangeGroups = new ArrayList<>();
                for (int h = 0; h < heads.size(); h++) {
                    for (Interval interval :
                            allowed.values().inOrder(fields.get(i).descending())) {
                        ranges.add(new KeyRange(
                                interval.low().behind(heads.get(h)),
                                interval.high().behind(heads.get(h))));
                        rangeGroups.add(groupOf.get(h));
                    }
                }
                groupOf = rangeGroups;
                conditionsExact &= allowed.exact();
                used = i + 1;
            } else {
                break;
            }
        }
        if (ranges == null) {
            ranges = heads.stream().map(KeyRange::ofPrefix).toList();
            full &= used == fields.size();
        } else {
            full = false;
        }
        bounded &= used > 0;
        sortable &= used >= leading;
        exact &= conditionsExact && !alternative.residue() && onlyFirst(alternative, used);
        for (int r = 0; r < ranges.size(); r++) {
            byte[] group = Arrays.copyOf(ranges.get(r).low(), groupOf.get(r));
            groups.computeIfAbsent(new ByteString(group), _ -> new ArrayList<>())
                    .add(ranges.get(r));
        }
    }

    private static boolean fits(List<byte[]> heads, Allowed allowed) {
        return (long) heads.size() * allowed.values().intervals().size() <= MAXIMUM_RANGES;
    }

    /// Whether the alternative says nothing about fields that the ranges do not cover.
    private boolean onlyFirst(Conjunction alternative, int used) {
        return alternative.fields().keySet().stream()
                .allMatch(field -> fields.subList(0, used).stream()
                        .anyMatch(covered -> covered.path().dotted().equals(field)));
    }

    private static List<ScanPlan.Group> merged(Map<ByteString, List<KeyRange>> groups) {
        List<ScanPlan.Group> result = new ArrayList<>();
        groups.forEach((prefix, ranges) -> result.add(new ScanPlan.Group(prefix.bytes().length, disjoint(ranges))));
        return result;
    }

    private static ScanPlan.Group one(Map<ByteString, List<KeyRange>> groups) {
        List<KeyRange> all = new ArrayList<>();
        groups.values().forEach(all::addAll);
        return new ScanPlan.Group(4, disjoint(all));
    }

    private static List<KeyRange> disjoint(List<KeyRange> ranges) {
        List<KeyRange> sorted = new ArrayList<>(ranges);
        sorted.removeIf(KeyRange::isEmpty);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.low(), b.low()));
        List<KeyRange> result = new ArrayList<>(sorted.size());
        for (KeyRange next : sorted) {
            if (!result.isEmpty()
                    && Arrays.compareUnsigned(next.low(), result.getLast().high()) <= 0) {
                KeyRange last = result.removeLast();
                boolean longer = Arrays.compareUnsigned(next.high(), last.high()) > 0;
                result.add(new KeyRange(last.low(), longer ? next.high() : last.high()));
            } else {
                result.add(next);
            }
        }
        return result;
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    /// Bytes in their unsigned order.
    @SuppressWarnings("ArrayRecordComponent") // compared with compareTo only
    private record ByteString(byte[] bytes) implements Comparable<ByteString> {
        @Override
        public int compareTo(ByteString other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }
    }
}
