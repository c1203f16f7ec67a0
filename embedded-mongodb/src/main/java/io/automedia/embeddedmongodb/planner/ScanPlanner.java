package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.planner.Conjunction.Allowed;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexField;
import io.automedia.embeddedmongodb.storage.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Works out which ranges of one index hold the keys of all documents that can match.
final class ScanPlanner {
    private static final int MAXIMUM_GROUPS = 256;

    private final Index index;
    private final List<IndexField> fields;
    private final List<Conjunction> alternatives;
    private final SortPattern sort;
    /// The one field with arrays whose conditions may be used; elements of several fields need not belong
    /// together.
    private final int multikeyField;

    private boolean exact = true;
    private boolean bounded = true;
    private boolean full = true;
    private boolean sortable = true;
    private final Set<String> narrowed;
    private final Set<String> covered;

    private ScanPlanner(Index index, List<Conjunction> alternatives, SortPattern sort) {
        this.index = index;
        this.fields = index.definition().fields();
        this.alternatives = alternatives;
        this.sort = sort;
        this.multikeyField = firstUsableMultikeyField();
        this.narrowed = fields.stream().map(field -> field.path().dotted()).collect(Collectors.toSet());
        this.covered = new HashSet<>(narrowed);
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
        return plan(result, sorted > 0 && match.backwards(), sorted);
    }

    private ScanPlan plan(List<ScanPlan.Group> groups, boolean backwards, int sortedFields) {
        boolean points = full && index.isUnique();
        return new ScanPlan(
                index,
                groups,
                backwards,
                sortedFields,
                exact,
                bounded,
                points,
                Set.copyOf(narrowed),
                Set.copyOf(covered));
    }

    /// The walk in the order of the fields behind the `leading` first ones, each of which has only single
    /// values. Null when they don't, or when there are too many of them.
    static @Nullable ScanPlan aligned(Index index, Conjunction conjunction, int leading, boolean backwards) {
        return new ScanPlanner(index, List.of(conjunction), SortPattern.NONE).aligned(leading, backwards);
    }

    private @Nullable ScanPlan aligned(int leading, boolean backwards) {
        TreeMap<ByteString, List<KeyRange>> groups = new TreeMap<>();
        for (int i = 0; i < leading; i++) {
            if (!isPoints(i)) {
                return null;
            }
        }
        addRanges(alternatives.getFirst(), leading, groups);
        boolean possible = sortable && !groups.isEmpty() && groups.size() <= MAXIMUM_GROUPS;
        return possible ? plan(merged(groups), backwards, 0) : null;
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
        ConjunctionRanges found = new ConjunctionRanges(
                index.definition().id(), fields, alternative, field -> allowed(alternative, field), leading);
        if (found.isImpossible()) {
            return;
        }
        full &= found.isFull();
        bounded &= found.used() > 0;
        sortable &= found.used() >= leading;
        exact &= found.isExact();
        narrowed.retainAll(found.narrowed());
        covered.retainAll(found.covered());
        for (int r = 0; r < found.ranges().size(); r++) {
            groups.computeIfAbsent(new ByteString(found.group(r)), _ -> new ArrayList<>())
                    .add(found.ranges().get(r));
        }
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

    /// Bytes in their unsigned order.
    @SuppressWarnings("ArrayRecordComponent") // compared with compareTo only
    private record ByteString(byte[] bytes) implements Comparable<ByteString> {
        @Override
        public int compareTo(ByteString other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }
    }
}
