package io.automedia.embeddedmongodb.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionPriority;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.SstFileManager;
import org.rocksdb.UInt64AddOperator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The open RocksDB database: its column families, tuned for posts of a few kilobytes on a machine with two cores.
final class RocksFiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RocksFiles.class.getName());
    private static final long WRITE_BUFFER = 64L << 20;
    private static final long WAL_LIMIT = 96L << 20;
    private static final long FOREVER_SECONDS = 100L * 365 * 24 * 3600;

    private final List<RocksObject> owned = new ArrayList<>();
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB database;
    private final Cache cache;
    private final WriteOptions unsynced;

    static {
        NativeCode.load();
    }

    /// How the files are opened.
    enum Use {
        WRITING,
        /// Logs that are not needed any more stay in a folder `archive`.
        WRITING_AND_KEEPING_LOG,
        /// Nothing is changed.
        READING
    }

    RocksFiles(Path folder, long memoryBudget, Use use) {
        cache = own(new LRUCache(memoryBudget * 4 / 7));
        unsynced = own(new WriteOptions().setSync(false));
        long writeBuffers = memoryBudget * 3 / 7;
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, ordinary(writeBuffers)));
        for (Columns column : Columns.values()) {
            descriptors.add(new ColumnFamilyDescriptor(column.columnName(), options(column, writeBuffers)));
        }
        try {
            DBOptions options = databaseOptions(writeBuffers, use);
            database = use == Use.READING
                    ? RocksDB.openReadOnly(options, folder.toString(), descriptors, handles)
                    : RocksDB.open(options, folder.toString(), descriptors, handles);
        } catch (RocksDBException refused) {
            owned.forEach(RocksObject::close);
            throw new UnusableFolder(
                    "The data folder " + folder + " cannot be opened: " + refused.getMessage(), refused);
        }
    }

    RocksDB database() {
        return database;
    }

    ColumnFamilyHandle handle(Columns column) {
        return handles.get(column.position() + 1);
    }

    int[] columnIds() {
        return Arrays.stream(Columns.values())
                .mapToInt(column -> handle(column).getID())
                .toArray();
    }

    long cacheUsage() {
        return ((LRUCache) cache).getUsage();
    }

    /// Appends a batch in RocksDB's format without waiting for the disk.
    void write(byte[] serialized) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch(serialized)) {
            database.write(unsynced, batch);
        }
    }

    private DBOptions databaseOptions(long writeBuffers, Use use) throws RocksDBException {
        SstFileManager files = own(new SstFileManager(Env.getDefault()));
        return own(new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxBackgroundJobs(2)
                .setDbWriteBufferSize(writeBuffers)
                .setMaxTotalWalSize(WAL_LIMIT)
                .setWalTtlSeconds(use == Use.WRITING_AND_KEEPING_LOG ? FOREVER_SECONDS : 0)
                .setBytesPerSync(1 << 20)
                .setMaxOpenFiles(512)
                .setKeepLogFileNum(3)
                .setMaxLogFileSize(4L << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                // asks every few seconds whether there is space again, and goes on then
                .setSstFileManager(files)
                .setAvoidFlushDuringShutdown(false));
    }

    private ColumnFamilyOptions options(Columns column, long writeBuffers) {
        return switch (column) {
            case DOCUMENTS -> documents(writeBuffers);
            case UNIQUE -> unique(writeBuffers);
            case ORDINARY -> ordinary(writeBuffers);
            case CATALOGUE -> ordinary(writeBuffers).setMergeOperator(own(new UInt64AddOperator()));
        };
    }

    private ColumnFamilyOptions documents(long writeBuffers) {
        return base(writeBuffers)
                .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setTableFormatConfig(table().setBlockSize(16 << 10));
    }

    private ColumnFamilyOptions unique(long writeBuffers) {
        return base(writeBuffers)
                .setTableFormatConfig(table().setBlockSize(8 << 10)
                        .setFilterPolicy(own(new BloomFilter(10)))
                        .setWholeKeyFiltering(true));
    }

    private ColumnFamilyOptions ordinary(long writeBuffers) {
        return base(writeBuffers).setTableFormatConfig(table().setBlockSize(8 << 10));
    }

    private ColumnFamilyOptions base(long writeBuffers) {
        return own(new ColumnFamilyOptions()
                .setWriteBufferSize(Math.min(WRITE_BUFFER, writeBuffers / 2))
                .setMaxWriteBufferNumber(3)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompactionPriority(CompactionPriority.MinOverlappingRatio));
    }

    private BlockBasedTableConfig table() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFormatVersion(5);
    }

    private <T extends RocksObject> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        try {
            database.closeE();
        } catch (RocksDBException failed) {
            // nothing is lost: what was acknowledged had been synced before
            LOG.log(System.Logger.Level.WARNING, "The database could not be closed in order: {0}", failed.getMessage());
        } finally {
            owned.reversed().forEach(RocksObject::close);
        }
    }
}
