package io.automedia.embeddedmongodb.planner;

import java.util.Arrays;
import java.util.List;

/// Gives the records that several sources of the same order have in common. Whoever is behind jumps to
/// where the others stand, so the smallest source and the distance between hits make the cost.
final class IntersectionSource implements RecordSource {
    private static final int STEPS_A_TURN = 128;

    private final List<OrderedSource> sources;
    private byte[] place = {};
    private int placeFrom;
    private int turn;
    private int agreed;
    private boolean started;

    IntersectionSource(List<OrderedSource> sources) {
        this.sources = sources;
    }

    @Override
    public boolean next() {
        if (agreed == sources.size() || !started) {
            boolean more = started ? leavePlace() : start();
            started = true;
            if (!more) {
                return false;
            }
            standAt(0);
        }
        return meet();
    }

    private boolean start() {
        return sources.stream().allMatch(RecordSource::next);
    }

    /// One source may give a record more than once, at the same place.
    private boolean leavePlace() {
        OrderedSource first = sources.getFirst();
        boolean more = first.next();
        while (more && isAt(first, place, placeFrom)) {
            more = first.next();
        }
        return more;
    }

    private void standAt(int position) {
        place = sources.get(position).entry();
        placeFrom = sources.get(position).prefixLength();
        agreed = 1;
        turn = (position + 1) % sources.size();
    }

    private boolean meet() {
        for (int i = 0; i < STEPS_A_TURN && agreed < sources.size(); i++) {
            OrderedSource source = sources.get(turn);
            if (!source.advanceTo(place, placeFrom)) {
                return false;
            }
            if (isAt(source, place, placeFrom)) {
                agreed++;
                turn = (turn + 1) % sources.size();
            } else {
                standAt(turn);
            }
        }
        return true;
    }

    private static boolean isAt(OrderedSource source, byte[] place, int from) {
        byte[] entry = source.entry();
        return Arrays.equals(entry, source.prefixLength(), entry.length, place, from, place.length);
    }

    @Override
    public long record() {
        return agreed == sources.size() ? sources.getFirst().record() : NOTHING;
    }

    @Override
    public long keysExamined() {
        return sources.stream().mapToLong(RecordSource::keysExamined).sum();
    }

    @Override
    public void close() {
        sources.forEach(RecordSource::close);
    }
}
