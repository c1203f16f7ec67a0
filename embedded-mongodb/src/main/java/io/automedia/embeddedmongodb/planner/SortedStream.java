package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.KeyBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Sorts what another stream finds. Keeps no more than the first `limit` hits where there is a limit. Where the
/// other stream already provides the first fields of the order, it only sorts what is equal in them and gives it out
/// at once.
final class SortedStream implements HitStream {
    private static final long MEMORY_LIMIT = 100L << 20;
    private static final long ENTRY_OVERHEAD = 96;

    private final HitStream input;
    private final SortPattern pattern;
    private final int alreadySorted;
    private final long limit;
    private final KeyBuilder builder = new KeyBuilder();
    private final PriorityQueue<Entry> kept;
    private long memory;
    private long arrival;
    private byte @Nullable [] groupKey;
    private @Nullable Hit pending;
    private boolean inputEnded;
    private List<Entry> output = new ArrayList<>();
    private int position;
    private long given;

    /// @param alreadySorted how many first fields of the pattern the input is ordered by
    /// @param limit how many hits are wanted at most, 0 for all
    SortedStream(HitStream input, SortPattern pattern, int alreadySorted, long limit) {
        this.input = input;
        this.pattern = pattern;
        this.alreadySorted = alreadySorted;
        this.limit = limit;
        this.kept = new PriorityQueue<>(ORDER.reversed());
    }

    private static final Comparator<Entry> ORDER = (a, b) -> {
        int order = Arrays.compareUnsigned(a.key, b.key);
        return order != 0 ? order : Long.compare(a.arrival, b.arrival);
    };

    @SuppressWarnings("ArrayRecordComponent") // ordered by the comparator only
    private record Entry(byte[] key, long arrival, Hit hit) {}

    @Override
    public Step step() {
        if (position < output.size()) {
            position++;
            given++;
            return Step.HIT;
        }
        if (inputEnded || (limit > 0 && given >= limit)) {
            return Step.END;
        }
        Hit waiting = pending;
        if (waiting != null) {
            pending = null;
            groupKey = alreadySorted == 0 ? null : pattern.key(waiting.document(), alreadySorted, builder);
            keep(waiting);
            return Step.WORKED;
        }
        return switch (input.step()) {
            case WORKED -> Step.WORKED;
            case HIT -> {
                take(input.hit());
                yield Step.WORKED;
            }
            case END -> {
                inputEnded = true;
                flush();
                yield output.isEmpty() ? Step.END : Step.WORKED;
            }
        };
    }

    private void take(Hit hit) {
        if (alreadySorted > 0) {
            byte[] key = pattern.key(hit.document(), alreadySorted, builder);
            if (groupKey == null) {
                groupKey = key;
            } else if (!Arrays.equals(groupKey, key)) {
                pending = hit;
                flush();
                return;
            }
        }
        keep(hit);
    }

    private void keep(Hit hit) {
        RawDocument document = hit.document();
        kept.add(new Entry(pattern.key(document, pattern.fields().size(), builder), arrival++, hit));
        memory += document.length() + ENTRY_OVERHEAD;
        if (limit > 0 && kept.size() > limit - given) {
            Entry worst = kept.poll();
            memory -= worst == null ? 0 : worst.hit.document().length() + ENTRY_OVERHEAD;
        } else if (memory > MEMORY_LIMIT) {
            throw new MongoError(
                    ErrorCode.QUERY_EXCEEDED_MEMORY_LIMIT,
                    "Sort exceeded memory limit of " + MEMORY_LIMIT
                            + " bytes; create an index for this order or use a limit.");
        }
    }

    private void flush() {
        output = new ArrayList<>(kept);
        output.sort(ORDER);
        kept.clear();
        memory = 0;
        position = 0;
    }

    @Override
    public Hit hit() {
        return output.get(position - 1).hit;
    }

    @Override
    public long keysExamined() {
        return input.keysExamined();
    }

    @Override
    public long docsExamined() {
        return input.docsExamined();
    }

    @Override
    public void close() {
        input.close();
    }
}
