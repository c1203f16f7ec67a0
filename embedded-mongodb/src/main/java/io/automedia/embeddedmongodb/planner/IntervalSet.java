package io.automedia.embeddedmongodb.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Disjoint intervals of encoded values, in ascending order.
record IntervalSet(List<Interval> intervals) {
    static final IntervalSet ALL = new IntervalSet(List.of(Interval.ALL));
    static final IntervalSet NONE = new IntervalSet(List.of());

    static IntervalSet of(Interval interval) {
        return interval.isEmpty() ? NONE : new IntervalSet(List.of(interval));
    }

    /// The union of intervals in any order.
    static IntervalSet ofAny(List<Interval> unordered) {
        List<Interval> sorted = new ArrayList<>(unordered);
        sorted.removeIf(Interval::isEmpty);
        sorted.sort(Comparator.comparing(Interval::low));
        List<Interval> merged = new ArrayList<>(sorted.size());
        for (Interval next : sorted) {
            if (!merged.isEmpty() && next.low().compareTo(merged.getLast().high()) <= 0) {
                merged.add(join(merged.removeLast(), next));
            } else {
                merged.add(next);
            }
        }
        return new IntervalSet(merged);
    }

    private static Interval join(Interval first, Interval second) {
        Bound high = first.high().compareTo(second.high()) >= 0 ? first.high() : second.high();
        boolean samePoint = first.point() && second.point() && first.low().compareTo(second.low()) == 0;
        return new Interval(first.low(), high, samePoint);
    }

    boolean isAll() {
        return intervals.size() == 1
                && intervals.getFirst().low().compareTo(Bound.LEAST) == 0
                && intervals.getFirst().high().compareTo(Bound.GREATEST) == 0;
    }

    boolean isEmpty() {
        return intervals.isEmpty();
    }

    boolean isPoints() {
        return !intervals.isEmpty() && intervals.stream().allMatch(Interval::point);
    }

    boolean isSinglePoint() {
        return intervals.size() == 1 && intervals.getFirst().point();
    }

    IntervalSet union(IntervalSet other) {
        List<Interval> both = new ArrayList<>(intervals);
        both.addAll(other.intervals);
        return ofAny(both);
    }

    IntervalSet intersect(IntervalSet other) {
        if (isAll()) {
            return other;
        }
        if (other.isAll()) {
            return this;
        }
        List<Interval> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < intervals.size() && j < other.intervals.size()) {
            Interval mine = intervals.get(i);
            Interval theirs = other.intervals.get(j);
            Interval common = intersect(mine, theirs);
            if (!common.isEmpty()) {
                result.add(common);
            }
            if (mine.high().compareTo(theirs.high()) < 0) {
                i++;
            } else {
                j++;
            }
        }
        return new IntervalSet(result);
    }

    private static Interval intersect(Interval a, Interval b) {
        Bound low = a.low().compareTo(b.low()) >= 0 ? a.low() : b.low();
        Bound high = a.high().compareTo(b.high()) <= 0 ? a.high() : b.high();
        return new Interval(low, high, a.point() || b.point());
    }

    IntervalSet complement() {
        List<Interval> gaps = new ArrayList<>();
        Bound from = Bound.LEAST;
        for (Interval interval : intervals) {
            gaps.add(new Interval(from, interval.low(), false));
            from = interval.high();
        }
        gaps.add(new Interval(from, Bound.GREATEST, false));
        gaps.removeIf(Interval::isEmpty);
        return new IntervalSet(gaps);
    }

    /// Whether every value here is also in `other`.
    boolean isWithin(IntervalSet other) {
        return intersect(other.complement()).isEmpty();
    }

    /// The intervals as a descending index orders them.
    List<Interval> inOrder(boolean descending) {
        if (!descending) {
            return intervals;
        }
        return intervals.reversed().stream().map(Interval::flipped).toList();
    }
}
