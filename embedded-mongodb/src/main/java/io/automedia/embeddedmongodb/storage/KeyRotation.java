package io.automedia.embeddedmongodb.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Encrypts every document with the current key, in the order of their records, while everybody reads and writes. How
/// far it has come is written down, so that it goes on there after a restart; only at the end the former keys are not
/// needed any more.
public final class KeyRotation {
    private static final System.Logger LOG = System.getLogger(KeyRotation.class.getName());
    private static final byte[] POSITION = "key-rotation".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 12;
    private static final int CHUNK = 256;

    private final Store store;
    private volatile long done;
    private volatile boolean finished;
    private volatile boolean stopped;

    KeyRotation(Store store) {
        this.store = store;
        byte[] position = store.read(Columns.CATALOGUE, POSITION);
        done = position == null ? 0 : BigEndian.readLong(position, KEY);
    }

    /// Forgets how far any rotation has come.
    static BatchBuilder begin(BatchBuilder batch) {
        return batch.delete(Columns.CATALOGUE, POSITION);
    }

    /// How many documents have been looked at, those before a restart included.
    public long done() {
        return done;
    }

    public boolean isFinished() {
        return finished;
    }

    /// Works until all is encrypted with the current key, or until it is told to stop.
    public void run() {
        LOG.log(System.Logger.Level.INFO, "Documents are being encrypted with another key; {0} are done", done);
        while (!stopped && step()) {
            // the next one
        }
        if (finished) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "All {0} documents are encrypted with the current key; former keys are not needed any more",
                    done);
        }
    }

    /// Ends the work after the documents in hand; a restart goes on.
    public void stop() {
        stopped = true;
    }

    /// Does a few documents; false when none was left.
    boolean step() {
        List<byte[]> keys = following(store.read(Columns.CATALOGUE, POSITION));
        if (keys.isEmpty()) {
            store.forgetFormerKeys();
            finished = true;
            return false;
        }
        Map<Integer, StoredCollection> collections = new HashMap<>();
        store.catalogue().all().forEach(collection -> collections.put(collection.id(), collection));
        for (byte[] key : keys) {
            StoredCollection collection = collections.get(BigEndian.readInt(key, 0));
            if (collection != null) {
                collection.writer().encryptAnew(BigEndian.readLong(key, 4));
            }
        }
        byte[] position = Arrays.copyOf(keys.getLast(), KEY + 8);
        long doneNow = done + keys.size();
        BigEndian.writeLong(position, KEY, doneNow);
        store.write(store.batch().put(Columns.CATALOGUE, POSITION, position));
        store.awaitDurable();
        done = doneNow;
        return true;
    }

    /// The keys of the documents behind a position.
    private List<byte[]> following(byte @Nullable [] position) {
        List<byte[]> keys = new ArrayList<>(CHUNK);
        byte[] last = position == null ? new byte[KEY] : Arrays.copyOf(position, KEY);
        try (Snapshot snapshot = store.snapshot();
                EntryIterator entries = snapshot.allDocuments()) {
            boolean there = entries.seek(last);
            if (there && Arrays.equals(entries.entry(), last)) {
                there = entries.next();
            }
            for (; there && keys.size() < CHUNK; there = entries.next()) {
                keys.add(entries.entry());
            }
        }
        return keys;
    }
}
