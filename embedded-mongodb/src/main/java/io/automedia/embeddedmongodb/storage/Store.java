package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// One open data folder. Writes go through {@link StoredCollection}, reads through {@link #snapshot()}.
/// Closing waits for nobody: stop the readers and writers first.
public final class Store implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Store.class.getName());
    /// What is encrypted with the key to come while not all documents are.
    private static final byte[] NEXT_KEY_CHECK = "key-check-next".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] KEY_CHECK = "key-check".getBytes(StandardCharsets.US_ASCII);

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

    private Store(StoreOptions options) {
        folder = options.folder();
        lock = FolderLock.acquire(folder);
        try {
            files = new RocksFiles(folder.resolve("rocksdb"), options.memoryBudgetBytes());
        } catch (RuntimeException refused) {
            lock.close();
            throw refused;
        }
        try {
            DurableFiles.syncFolder(folder);
            durability = new Durability(files, new WriteRefusals(folder));
            columnIds = files.columnIds();
            cipher = new ValueCipher(options.encryptionKey(), options.formerKeys());
            rotation = checkKey() ? null : new KeyRotation(this);
            catalogue = Catalogue.load(this, options.filters());
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

    /// Opens the folder and creates it when it is missing; throws {@link UnusableFolder}.
    public static Store open(StoreOptions options) {
        return new Store(options);
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
    public void checkpoint(Path target) {
        Checkpoints.make(this, target);
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
        durability.write(batch.toBytes());
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
    private boolean checkKey() {
        byte[] stored = read(Columns.CATALOGUE, KEY_CHECK);
        byte[] next = read(Columns.CATALOGUE, NEXT_KEY_CHECK);
        if (stored == null) {
            write(batch().put(Columns.CATALOGUE, KEY_CHECK, encryptedCheck(KEY_CHECK)));
            return true;
        }
        if (cipher.encrypts() == Arrays.equals(stored, KEY_CHECK) || !decrypts(KEY_CHECK, stored)) {
            throw new UnusableFolder("The data folder " + folder
                    + " is encrypted with another key, or a key is given for a folder that is not encrypted.");
        }
        if (next != null && !decrypts(NEXT_KEY_CHECK, next)) {
            throw new UnusableFolder("The data folder " + folder
                    + " was getting another encryption key; it needs that one too until all is encrypted with it.");
        }
        if (next == null ? cipher.isCurrent(KEY_CHECK, stored) : cipher.isCurrent(NEXT_KEY_CHECK, next)) {
            return next == null;
        }
        write(KeyRotation.begin(batch()).put(Columns.CATALOGUE, NEXT_KEY_CHECK, encryptedCheck(NEXT_KEY_CHECK)));
        awaitDurable();
        return false;
    }

    /// From now on only the current key is needed.
    void forgetFormerKeys() {
        write(KeyRotation.begin(batch())
                .put(Columns.CATALOGUE, KEY_CHECK, encryptedCheck(KEY_CHECK))
                .delete(Columns.CATALOGUE, NEXT_KEY_CHECK));
        awaitDurable();
    }

    private byte[] encryptedCheck(byte[] name) {
        return cipher.encrypt(name, KEY_CHECK, 0, KEY_CHECK.length);
    }

    private boolean decrypts(byte[] name, byte[] stored) {
        try {
            return Arrays.equals(cipher.decrypt(name, stored), KEY_CHECK);
        } catch (IllegalStateException wrongKey) {
            return false;
        }
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
