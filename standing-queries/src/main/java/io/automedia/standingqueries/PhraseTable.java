package io.automedia.standingqueries;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongUnaryOperator;

/// The trie of all token sequences of all queries, each with its postings. Split by key, so that growing copies a
/// thousandth of it at a time. One writer, any number of readers.
final class PhraseTable {
    private static final int SHARD_BITS = 10;
    private static final char[] PATH = {};

    private final AtomicReferenceArray<Shard> shards = new AtomicReferenceArray<>(1 << SHARD_BITS);
    private final long seed;
    private final LongUnaryOperator narrowing;

    /// Tests narrow the keys to make them collide.
    PhraseTable(long seed, LongUnaryOperator narrowing) {
        this.seed = seed;
        this.narrowing = narrowing;
        for (int i = 0; i < shards.length(); i++) {
            shards.set(i, Shard.EMPTY);
        }
    }

    long seed() {
        return seed;
    }

    long child(long parent, long tokenHash) {
        return narrowing.applyAsLong(Keys.child(parent, tokenHash));
    }

    Shard shard(long key) {
        return shards.getAcquire(index(key));
    }

    private static int index(long key) {
        return (int) (key >>> (Long.SIZE - SHARD_BITS));
    }

    void add(List<String> sequence, long posting) {
        long key = Keys.ROOT;
        for (int i = 0; i < sequence.size(); i++) {
            key = child(key, Keys.hash(seed, sequence.get(i)));
            if (i + 1 < sequence.size()) {
                int cell = findOrInsert(key, PATH);
                shard(key).enterPath(cell);
            }
        }
        int cell = findOrInsert(key, Spelling.of(sequence));
        shard(key).add(cell, posting);
    }

    private int findOrInsert(long key, char[] spelled) {
        Shard shard = shard(key);
        int cell = shard.find(key, spelled);
        if (cell >= 0) {
            return cell;
        }
        if (!shard.hasRoomFor(spelled.length)) {
            shard = shard.rebuilt(spelled.length);
            cell = shard.insert(key, spelled);
            shards.setRelease(index(key), shard);
            return cell;
        }
        return shard.insert(key, spelled);
    }

    void remove(List<String> sequence, long posting) {
        long key = Keys.ROOT;
        for (int i = 0; i < sequence.size(); i++) {
            key = child(key, Keys.hash(seed, sequence.get(i)));
            if (i + 1 < sequence.size()) {
                shard(key).leavePath(shard(key).find(key, PATH));
            }
        }
        shard(key).remove(shard(key).find(key, Spelling.of(sequence)), posting);
    }
}
