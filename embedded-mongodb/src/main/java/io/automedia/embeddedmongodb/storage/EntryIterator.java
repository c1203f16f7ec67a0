package io.automedia.embeddedmongodb.storage;

import java.util.Arrays;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Walks the entries of one index in a range, forwards or backwards: `while (entries.next()) { … }`.
public final class EntryIterator implements AutoCloseable {
    private final RocksIterator iterator;
    private final ReadOptions options;
    private final Slice low;
    private final Slice high;
    private final boolean unique;
    private final boolean backwards;
    private boolean started;
    private boolean ended;
    private byte[] entry = {};

    EntryIterator(
            RocksDB database,
            org.rocksdb.ColumnFamilyHandle column,
            org.rocksdb.Snapshot snapshot,
            KeyRange range,
            boolean unique,
            boolean backwards) {
        this.unique = unique;
        this.backwards = backwards;
        low = new Slice(range.low());
        high = new Slice(range.high());
        options = new ReadOptions()
                .setSnapshot(snapshot)
                .setIterateLowerBound(low)
                .setIterateUpperBound(high)
                .setReadaheadSize(0);
        iterator = database.newIterator(column, options);
    }

    /// Moves on; false at the end of the range.
    public boolean next() {
        move();
        return take();
    }

    /// Moves on up to `most` entries, without reading them; fewer only at the end of the range.
    public long skip(long most) {
        long skipped = 0;
        while (skipped < most && !ended) {
            move();
            if (!iterator.isValid()) {
                take();
                return skipped;
            }
            skipped++;
        }
        return skipped;
    }

    private boolean take() {
        ended = !iterator.isValid();
        if (!ended) {
            entry = iterator.key();
            return true;
        }
        try {
            iterator.status();
        } catch (RocksDBException failed) {
            throw Store.unreadable(failed);
        }
        return false;
    }

    /// Moves to the first entry from `key` on; false when there is none.
    public boolean seek(byte[] key) {
        started = true;
        iterator.seek(key);
        return take();
    }

    /// Moves to the last entry below `key`; false when there is none.
    public boolean seekBelow(byte[] key) {
        started = true;
        iterator.seekForPrev(key);
        boolean at = iterator.isValid() && Arrays.equals(iterator.key(), key);
        if (at) {
            iterator.prev();
        }
        return take();
    }

    /// Moves to the last entry that is `key` or below; false when there is none.
    public boolean seekUpTo(byte[] key) {
        started = true;
        iterator.seekForPrev(key);
        return take();
    }

    /// Whether the current entry lies below `key`.
    public boolean isBelow(byte[] key) {
        return Arrays.compareUnsigned(entry, key) < 0;
    }

    /// Whether the current entry is `key` or lies above it.
    public boolean isFrom(byte[] key) {
        return Arrays.compareUnsigned(entry, key) >= 0;
    }

    /// Stays where the range has ended: RocksDB must not be asked to move on from there, it would read freed memory.
    private void move() {
        if (ended) {
            return;
        }
        if (!started) {
            started = true;
            if (backwards) {
                iterator.seekToLast();
            } else {
                iterator.seekToFirst();
            }
        } else if (backwards) {
            iterator.prev();
        } else {
            iterator.next();
        }
    }

    /// The index id and the encoded values, without the record id.
    public byte[] key() {
        return unique ? entry : Arrays.copyOf(entry, entry.length - 8);
    }

    /// The whole key; in an ordinary index its last eight bytes are the record id.
    public byte[] entry() {
        return entry;
    }

    /// How many bytes of `entry` are the key.
    public int keyLength() {
        return unique ? entry.length : entry.length - 8;
    }

    public long record() {
        return unique ? BigEndian.readLong(iterator.value(), 0) : BigEndian.readLong(entry, entry.length - 8);
    }

    /// The value of a document entry.
    byte[] value() {
        return iterator.value();
    }

    @Override
    public void close() {
        iterator.close();
        options.close();
        low.close();
        high.close();
    }
}
