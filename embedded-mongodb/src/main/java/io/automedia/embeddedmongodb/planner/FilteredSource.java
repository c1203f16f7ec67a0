package io.automedia.embeddedmongodb.planner;

/// Lets pass the records of another source that are in a set.
final class FilteredSource implements RecordSource {
    private static final int STEPS_A_TURN = 256;

    private final RecordSource source;
    private final LongSet wanted;
    private long record = NOTHING;

    FilteredSource(RecordSource source, LongSet wanted) {
        this.source = source;
        this.wanted = wanted;
    }

    @Override
    public boolean next() {
        record = NOTHING;
        for (int i = 0; i < STEPS_A_TURN && record == NOTHING; i++) {
            if (!source.next()) {
                return false;
            }
            long found = source.record();
            if (found != NOTHING && wanted.contains(found)) {
                record = found;
            }
        }
        return true;
    }

    @Override
    public long record() {
        return record;
    }

    @Override
    public long keysExamined() {
        return source.keysExamined();
    }

    @Override
    public void close() {
        source.close();
    }
}
