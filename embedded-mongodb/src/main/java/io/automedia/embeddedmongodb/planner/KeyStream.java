package io.automedia.embeddedmongodb.planner;

/// Hits that are only counted: the records of a source, whose documents nobody looks at.
final class KeyStream implements HitStream {
    private static final int HITS_A_STEP = 1_024;

    private final RecordSource source;

    KeyStream(RecordSource source) {
        this.source = source;
    }

    @Override
    public Step step() {
        if (!source.next()) {
            return Step.END;
        }
        return source.record() == RecordSource.NOTHING ? Step.WORKED : Step.HIT;
    }

    @Override
    public long skip(long most) {
        long skipped = source.skip(Math.min(most, HITS_A_STEP));
        return skipped == 0 ? -1 : skipped;
    }

    @Override
    public Hit hit() {
        throw new IllegalStateException("only counted");
    }

    @Override
    public long keysExamined() {
        return source.keysExamined();
    }

    @Override
    public long docsExamined() {
        return 0;
    }

    @Override
    public void close() {
        source.close();
    }
}
