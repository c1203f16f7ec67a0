package io.automedia.embeddedmongodb.planner;

/// Leaves out the first records of another source.
final class SkippingSource implements RecordSource {
    private final RecordSource source;
    private long toSkip;

    SkippingSource(RecordSource source, long toSkip) {
        this.source = source;
        this.toSkip = toSkip;
    }

    @Override
    public boolean next() {
        long skipped = toSkip;
        toSkip = 0;
        return source.skip(skipped) == skipped && source.next();
    }

    @Override
    public long record() {
        return source.record();
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
