package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.planner.Conjunction.Allowed;
import io.automedia.embeddedmongodb.storage.IndexField;
import io.automedia.embeddedmongodb.storage.KeyBuilder;
import io.automedia.embeddedmongodb.storage.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// The ranges of one index that hold the keys of the documents that meet one conjunction: the first fields
/// with single values make common beginnings, the next one's intervals the ranges behind them.
final class ConjunctionRanges {
    static final int MAXIMUM_RANGES = 5_000;

    private final List<IndexField> fields;
    private final Conjunction conjunction;
    private final IntFunction<Allowed> allowed;
    private final int leading;
    private List<Head> heads;
    private List<KeyRange> ranges = List.of();
    private boolean ended;
    private final Set<String> narrowed = new HashSet<>();
    private final Set<String> covered = new HashSet<>();
    private int used;
    private boolean impossible;

    /// What some keys begin with.
    /// @param groupLength how many first bytes tell to which group they belong
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Head(byte[] bytes, int groupLength) {}

    /// @param allowed what the conjunction leaves of each field of the index
    /// @param leading so many first fields make the groups
    ConjunctionRanges(
            int indexId, List<IndexField> fields, Conjunction conjunction, IntFunction<Allowed> allowed, int leading) {
        this.fields = fields;
        this.conjunction = conjunction;
        this.allowed = allowed;
        this.leading = leading;
        this.heads = List.of(new Head(new KeyBuilder().id(indexId).toBytes(), Integer.BYTES));
        for (int i = 0; i < fields.size() && !ended; i++) {
            take(i, allowed.apply(i));
        }
        if (ranges.isEmpty() && !impossible) {
            ranges = heads.stream().map(head -> KeyRange.ofPrefix(head.bytes)).toList();
        }
    }

    private void take(int field, Allowed values) {
        IntervalSet set = values.values();
        boolean fits = (long) heads.size() * set.intervals().size() <= MAXIMUM_RANGES;
        impossible = set.isEmpty();
        if (impossible) {
            ended = true;
        } else if (set.isPoints() && fits) {
            lengthen(field, set);
            use(field, values);
        } else if (!set.isAll() && fits) {
            spread(set.inOrder(fields.get(field).descending()));
            use(field, values);
            ended = true;
        } else {
            ended = true;
        }
    }

    private void use(int field, Allowed values) {
        String path = fields.get(field).path().dotted();
        used = field + 1;
        narrowed.add(path);
        if (values.exact()) {
            covered.add(path);
        }
    }

    private void lengthen(int field, IntervalSet points) {
        List<Head> longer = new ArrayList<>();
        for (Head head : heads) {
            for (Interval point : points.inOrder(fields.get(field).descending())) {
                byte[] bytes = concat(head.bytes, point.low().prefix());
                longer.add(new Head(bytes, field < leading ? bytes.length : head.groupLength));
            }
        }
        heads = longer;
    }

    private void spread(List<Interval> intervals) {
        ranges = new ArrayList<>();
        List<Head> headOfRange = new ArrayList<>();
        for (Head head : heads) {
            for (Interval interval : intervals) {
                ranges.add(new KeyRange(
                        interval.low().behind(head.bytes), interval.high().behind(head.bytes)));
                headOfRange.add(head);
            }
        }
        heads = headOfRange;
    }

    /// Whether no document can meet the conjunction.
    boolean isImpossible() {
        return impossible;
    }

    List<KeyRange> ranges() {
        return ranges;
    }

    /// The first bytes of a range, which tell its group.
    byte[] group(int range) {
        return Arrays.copyOf(ranges.get(range).low(), heads.get(range).groupLength);
    }

    /// How many first fields of the index the ranges use.
    int used() {
        return used;
    }

    /// Whether every range is one full key.
    boolean isFull() {
        return used == fields.size() && allowed.apply(used - 1).values().isPoints();
    }

    Set<String> narrowed() {
        return narrowed;
    }

    Set<String> covered() {
        return covered;
    }

    boolean isExact() {
        return !conjunction.residue()
                && covered.containsAll(conjunction.fields().keySet());
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }
}
