package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Fetches the documents of a source in batches and lets pass what matches.
final class FetchStream implements HitStream {
    private static final int LARGEST_BATCH = 128;
    private static final int SMALLEST_REST = 8;

    private final Snapshot snapshot;
    private final int collectionId;
    private final RecordSource source;
    private final @Nullable Predicate<RawDocument> filter;
    private final long[] records = new long[LARGEST_BATCH];
    private final long expected;
    private int batchSize;
    private List<@Nullable RawDocument> batch = new ArrayList<>();
    private int position;
    private long docsExamined;
    private long hits;
    private @Nullable Hit hit;

    /// @param filter what is left to check, or null for nothing
    /// @param expected how many hits are probably wanted first
    FetchStream(
            Snapshot snapshot,
            int collectionId,
            RecordSource source,
            @Nullable Predicate<RawDocument> filter,
            long expected) {
        this.snapshot = snapshot;
        this.collectionId = collectionId;
        this.source = source;
        this.filter = filter;
        this.expected = expected;
        this.batchSize = Math.clamp(expected, 1, LARGEST_BATCH);
    }

    @Override
    public Step step() {
        while (position < batch.size()) {
            RawDocument document = batch.get(position);
            long record = records[position++];
            if (document != null && (filter == null || filter.test(document))) {
                hit = new Hit(record, document);
                hits++;
                return Step.HIT;
            }
        }
        return fetch() ? Step.WORKED : Step.END;
    }

    private boolean fetch() {
        if (docsExamined > 0) {
            batchSize = nextBatchSize();
        }
        int count = 0;
        boolean more = true;
        boolean waits = false;
        while (more && !waits && count < batchSize) {
            more = source.next();
            waits = more && source.record() == RecordSource.NOTHING;
            if (more && !waits) {
                records[count++] = source.record();
            }
        }
        position = 0;
        batch = count == 0 ? List.of() : snapshot.documents(collectionId, records, count);
        docsExamined += count;
        return count > 0 || waits;
    }

    /// Grows, but takes no more than what is still expected seems to need.
    private int nextBatchSize() {
        int most = Math.min(LARGEST_BATCH, batchSize * 2);
        return hits == 0 || hits >= expected
                ? most
                : Math.clamp((expected - hits) * docsExamined / hits, Math.min(SMALLEST_REST, most), most);
    }

    @Override
    public Hit hit() {
        if (hit == null) {
            throw new IllegalStateException("no hit");
        }
        return hit;
    }

    @Override
    public long keysExamined() {
        return source.keysExamined();
    }

    @Override
    public long docsExamined() {
        return docsExamined;
    }

    @Override
    public void close() {
        source.close();
    }
}
