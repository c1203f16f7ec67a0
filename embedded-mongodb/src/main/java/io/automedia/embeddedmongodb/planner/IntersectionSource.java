package io.automedia.embeddedmongodb.planner;

import java.util.Arrays;
import java.util.List;

/// Gives the records that several sources of the same order have in common. Whoever is behind jumps to where
/// another one stands, the small sources first, so the two smallest and the distance between hits make the cost.
final class IntersectionSource implements PlacedSource {
    private static final int STEPS_A_TURN = 128;

    private final List<OrderedSource> sources;
    private byte[] place = {};
    private int placeFrom;
    /// The source that stands at the place to which all others have to come.
    private int holder;

    /// So many sources from the first one on have been asked since.
    private int asked;

    private boolean started;

    /// @param sources the smallest first
    IntersectionSource(List<OrderedSource> sources) {
        this.sources = sources;
    }

    @Override
    public boolean next() {
        if (asked == sources.size() || !started) {
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
        holder = position;
        asked = 0;
    }

    private boolean meet() {
        for (int i = 0; i < STEPS_A_TURN && asked < sources.size(); i++) {
            OrderedSource source = sources.get(asked);
            if (asked == holder) {
                asked++;
            } else if (!source.advanceTo(place, placeFrom)) {
                return false;
            } else if (isAt(source, place, placeFrom)) {
                asked++;
            } else {
                standAt(asked);
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
        return asked == sources.size() ? sources.getFirst().record() : NOTHING;
    }

    @Override
    public byte[] entry() {
        return sources.getFirst().entry();
    }

    @Override
    public int prefixLength() {
        return sources.getFirst().prefixLength();
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
