package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Group commit. Writers append to the write-ahead log without waiting; whoever then wants to know that his write
/// survives waits here. The first to come syncs for all that were appended before; the others wait for him or for the
/// next.
final class Durability {
    private final RocksDB database;
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition synced = lock.newCondition();
    private long durable;
    private boolean syncing;
    private @Nullable RocksDBException failure;

    Durability(RocksDB database) {
        this.database = database;
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
                refuseAfterFailure();
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
        RocksDBException thrown = null;
        lock.unlock();
        try {
            database.syncWal();
            syncs.incrementAndGet();
        } catch (RocksDBException refused) {
            thrown = refused;
        } finally {
            lock.lock();
            syncing = false;
            if (thrown == null) {
                durable = Math.max(durable, covered);
            } else {
                failure = thrown;
            }
            synced.signalAll();
        }
    }

    /// What a failed sync left in the log is unknown, so nothing is acknowledged any more until a restart has read it.
    private void refuseAfterFailure() {
        if (failure != null) {
            throw new MongoError(
                    ErrorCode.OUT_OF_DISK_SPACE,
                    "The data folder cannot be written: " + failure.getMessage()
                            + ". Writes are refused until the server is started again.");
        }
    }
}
