package io.automedia.embeddedmongodb.planner;

import java.util.List;

/// Goes through several sources and gives every record once.
final class DistinctSource implements RecordSource {
    private final List<RecordSource> sources;
    private final LongSet seen = new LongSet();
    private int position;

    DistinctSource(List<RecordSource> sources) {
        this.sources = sources;
    }

    @Override
    public boolean next() {
        while (position < sources.size()) {
            while (sources.get(position).next()) {
                if (record() == NOTHING || seen.add(record())) {
                    return true;
                }
            }
            position++;
        }
        return false;
    }

    @Override
    public long record() {
        return sources.get(position).record();
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
