package io.automedia.embeddedmongodb.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDBException;

/// Group commit. Writers append to the write-ahead log without waiting; whoever then wants to know that his write
/// survives waits here. The first to come syncs for all that were appended before; the others wait for him or for the
/// next.
final class Durability {
    private static final byte[] EMPTY_BATCH = new byte[12];

    private final RocksFiles files;
    private final WriteRefusals refusals;
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition synced = lock.newCondition();
    private long durable;
    private boolean syncing;

    Durability(RocksFiles files, WriteRefusals refusals) {
        this.files = files;
        this.refusals = refusals;
    }

    /// Appends a batch in RocksDB's format without waiting for the disk.
    void write(byte[] batch) {
        refusals.check();
        try {
            files.write(batch);
        } catch (RocksDBException refused) {
            throw refusals.writeFailed(refused);
        }
    }

    /// To be called after a write has been appended; the ticket is for `await`.
    long ticket() {
        return appended.incrementAndGet();
    }

    long syncs() {
        return syncs.get();
    }

    /// Returns when everything appended before the ticket is on the disk; throws when the disk refused.
    void await(long ticket) {
        lock.lock();
        try {
            while (durable < ticket) {
                refusals.check();
                if (syncing) {
                    synced.awaitUninterruptibly();
                } else {
                    sync();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void sync() {
        syncing = true;
        long covered = appended.get();
        boolean done = false;
        lock.unlock();
        try {
            syncLog();
            syncs.incrementAndGet();
            done = true;
        } finally {
            lock.lock();
            syncing = false;
            if (done) {
                durable = Math.max(durable, covered);
            }
            synced.signalAll();
        }
    }

    private void syncLog() {
        boolean waited = refusals.isWaitingForSpace();
        if (waited) {
            // syncing the file that found no space would make RocksDB give up for good
            write(EMPTY_BATCH);
        }
        try {
            files.database().syncWal();
        } catch (RocksDBException failed) {
            throw refusals.syncFailed(failed);
        }
        if (waited) {
            refusals.hasSpaceAgain();
        }
    }
}
