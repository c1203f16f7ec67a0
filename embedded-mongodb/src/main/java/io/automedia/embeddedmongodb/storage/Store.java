package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// One open data folder. Writes go through {@link StoredCollection}, reads through {@link #snapshot()}.
/// Closing waits for nobody: stop the readers and writers first.
public final class Store implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Store.class.getName());
    private static final byte[] HISTORY = "history".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final FolderLock lock;
    private final RocksFiles files;
    private final Durability durability;
    private final int[] columnIds;
    private final ValueCipher cipher;
    private final Locks records = new Locks();
    private final Locks uniqueKeys = new Locks();
    private final AtomicLong nextRecord = new AtomicLong();
    private final Catalogue catalogue;
    private final @Nullable KeyRotation rotation;
    private final InstantSource clock;
    private final WriteLog log;
    private final UUID history;

    /// @param changes whether what a crash or a new key leaves to do is done; else nothing is written
    private Store(StoreOptions options, boolean changes) {
        folder = options.folder();
        clock = options.clock();
        lock = FolderLock.acquire(folder);
        try {
            files = new RocksFiles(
                    folder.resolve("rocksdb"),
                    options.memoryBudgetBytes(),
                    use(options, changes),
                    options.encryptionKey() != null);
        } catch (RuntimeException refused) {
            lock.close();
            throw refused;
        }
        try {
            DurableFiles.syncFolder(folder);
            durability = new Durability(files, new WriteRefusals(folder));
            log = new WriteLog(folder, files.database(), durability, options.keepLog());
            columnIds = files.columnIds();
            cipher = new ValueCipher(options.encryptionKey(), options.formerKeys());
            rotation = checkKey(changes) ? null : new KeyRotation(this);
            history = changes ? ownHistory() : readHistory();
            catalogue = Catalogue.load(this, options.filters());
            if (changes) {
                log.tidy();
                catalogue.removeUnfinished();
            }
            nextRecord.set(catalogue.lastRecord());
        } catch (MongoError | IOException unusable) {
            closeFiles();
            throw new UnusableFolder(
                    "The data folder " + folder + " cannot be used: " + unusable.getMessage(), unusable);
        } catch (RuntimeException refused) {
            closeFiles();
            throw refused;
        }
    }

    /// Whoever only looks leaves the log to those who may want it.
    private static RocksFiles.Use use(StoreOptions options, boolean changes) {
        return options.keepLog() || !changes ? RocksFiles.Use.WRITING_AND_KEEPING_LOG : RocksFiles.Use.WRITING;
    }

    /// Opens the folder and creates it when it is missing; throws {@link UnusableFolder}.
    public static Store open(StoreOptions options) {
        return new Store(options, true);
    }

    /// Opens a folder to look at it: a checkpoint stays one, and an index that was being built stays half built.
    public static Store openUnchanged(StoreOptions options) {
        return new Store(options, false);
    }

    /// Whether there is one in the folder, in whatever state.
    public static boolean isIn(Path folder) {
        return FolderLock.isOurs(folder);
    }

    public Path folder() {
        return folder;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /// What a query reads from; it must be closed.
    public Snapshot snapshot() {
        return new Snapshot(files, cipher);
    }

    /// Waits until everything written so far, by anyone, is on the disk.
    public void awaitDurable() {
        durability.await(durability.ticket());
    }

    /// Makes a consistent copy of the folder in another one while writers go on.
    public CheckpointNote checkpoint(Path target) {
        return Checkpoints.make(this, target);
    }

    /// What has been written.
    public WriteLog log() {
        return log;
    }

    /// Whose writes the numbers of the log count: those of this folder since it was begun, or since a copy was first
    /// served.
    public UUID history() {
        return history;
    }

    /// Writes down the history again, so that the log has something to begin with.
    public void markHistory() {
        write(batch().put(Columns.CATALOGUE, HISTORY, bytes(history)));
    }

    public InstantSource clock() {
        return clock;
    }

    /// What encrypts the documents with the current key that are with a former one, or null when all are with the
    /// current one.
    public @Nullable KeyRotation rotation() {
        return rotation;
    }

    /// How often the log has been synced, for tests and metrics.
    public long syncs() {
        return durability.syncs();
    }

    public long cacheUsage() {
        return files.cacheUsage();
    }

    RocksFiles files() {
        return files;
    }

    ValueCipher cipher() {
        return cipher;
    }

    Locks records() {
        return records;
    }

    Locks uniqueKeys() {
        return uniqueKeys;
    }

    long newRecord() {
        return nextRecord.incrementAndGet();
    }

    BatchBuilder batch() {
        return new BatchBuilder(columnIds);
    }

    /// Appends without waiting for the disk.
    void write(BatchBuilder batch) {
        durability.write(batch.toBytes(clock.millis()));
    }

    byte @Nullable [] read(Columns column, byte[] key) {
        try {
            return files.database().get(files.handle(column), key);
        } catch (RocksDBException refused) {
            throw unreadable(refused);
        }
    }

    static MongoError unreadable(RocksDBException cause) {
        return new MongoError(ErrorCode.UNKNOWN_ERROR, "The data folder cannot be read: " + cause.getMessage());
    }

    RocksDB database() {
        return files.database();
    }

    /// Whether everything is encrypted with the current key; notes durably what is to become so.
    private boolean checkKey(boolean changes) {
        byte[] stored = read(Columns.CATALOGUE, KeyCheck.NAME);
        byte[] next = read(Columns.CATALOGUE, KeyCheck.NEXT_NAME);
        KeyCheck check = new KeyCheck(folder, cipher);
        if (stored == null) {
            if (changes) {
                write(batch().put(Columns.CATALOGUE, KeyCheck.NAME, check.encrypted(KeyCheck.NAME)));
            }
            return true;
        }
        check.require(stored, next);
        if (check.isCurrent(stored, next)) {
            return next == null;
        }
        if (changes) {
            write(KeyRotation.begin(batch())
                    .put(Columns.CATALOGUE, KeyCheck.NEXT_NAME, check.encrypted(KeyCheck.NEXT_NAME)));
            awaitDurable();
        }
        return false;
    }

    private UUID readHistory() {
        byte[] stored = read(Columns.CATALOGUE, HISTORY);
        return stored == null
                ? new UUID(0, 0)
                : new UUID(BigEndian.readLong(stored, 0), BigEndian.readLong(stored, Long.BYTES));
    }

    private static byte[] bytes(UUID id) {
        byte[] bytes = new byte[2 * Long.BYTES];
        BigEndian.writeLong(bytes, 0, id.getMostSignificantBits());
        BigEndian.writeLong(bytes, Long.BYTES, id.getLeastSignificantBits());
        return bytes;
    }

    /// The history of this folder; begins one in a new folder and in a copy, whose numbers go other ways from now on.
    private UUID ownHistory() throws IOException {
        boolean copied = CheckpointNote.isIn(folder);
        if (!copied && read(Columns.CATALOGUE, HISTORY) != null) {
            return readHistory();
        }
        UUID begun = UUID.randomUUID();
        write(batch().put(Columns.CATALOGUE, HISTORY, bytes(begun)));
        if (copied) {
            awaitDurable();
            CheckpointNote.remove(folder);
        }
        return begun;
    }

    /// From now on only the current key is needed.
    void forgetFormerKeys() {
        byte[] encrypted = new KeyCheck(folder, cipher).encrypted(KeyCheck.NAME);
        write(KeyRotation.begin(batch())
                .put(Columns.CATALOGUE, KeyCheck.NAME, encrypted)
                .delete(Columns.CATALOGUE, KeyCheck.NEXT_NAME));
        awaitDurable();
    }

    /// Does not complain about a disk that refused before: nothing of what it refused was acknowledged.
    @Override
    public void close() {
        try {
            awaitDurable();
        } catch (MongoError refused) {
            LOG.log(System.Logger.Level.DEBUG, "closed without a sync", refused);
        } finally {
            closeFiles();
        }
    }

    private void closeFiles() {
        try {
            files.close();
        } finally {
            lock.close();
        }
    }
}
