package io.automedia.embeddedmongodb.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionPriority;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionOptions;
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
    private static final long WAL_LIMIT = 64L << 20;
    private static final int DICTIONARY = 32 << 10;
    private static final String DAY_IN_SECONDS = "86400";
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
        this(folder, memoryBudget, use, false);
    }

    /// @param encrypted whether documents come encrypted: then they have nothing in common
    RocksFiles(Path folder, long memoryBudget, Use use, boolean encrypted) {
        cache = own(new LRUCache(memoryBudget * 4 / 7));
        unsynced = own(new WriteOptions().setSync(false));
        long writeBuffers = memoryBudget * 3 / 7;
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, ordinary(writeBuffers)));
        for (Columns column : Columns.values()) {
            descriptors.add(new ColumnFamilyDescriptor(column.columnName(), options(column, writeBuffers, encrypted)));
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
                // one flushes, also while two merge for long
                .setMaxBackgroundJobs(3)
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

    private ColumnFamilyOptions options(Columns column, long writeBuffers, boolean encrypted) {
        return switch (column) {
            case DOCUMENTS -> documents(writeBuffers, encrypted);
            case UNIQUE -> unique(writeBuffers);
            case ORDINARY -> ordinary(writeBuffers);
            case CATALOGUE -> ordinary(writeBuffers).setMergeOperator(own(new UInt64AddOperator()));
        };
    }

    /// New documents have the greatest keys of all. So a file of them can move down as it is, if it is
    /// compressed at once as it will stay, and if for a day nobody writes it again only because it has come
    /// to the bottom. What documents have in common stands in a dictionary of each file, so that blocks are
    /// small, as whoever reads one document wants them.
    private ColumnFamilyOptions documents(long writeBuffers, boolean encrypted) {
        Properties late = new Properties();
        late.setProperty("bottommost_file_compaction_delay", DAY_IN_SECONDS);
        ColumnFamilyOptions options = Objects.requireNonNull(
                ColumnFamilyOptions.getColumnFamilyOptionsFromProps(late), "RocksDB knows this option");
        return base(options, writeBuffers)
                .setCompressionOptions(encrypted ? compression() : compression().setMaxDictBytes(DICTIONARY))
                .setTableFormatConfig(table());
    }

    private ColumnFamilyOptions unique(long writeBuffers) {
        return entries(writeBuffers)
                .setTableFormatConfig(
                        table().setFilterPolicy(own(new BloomFilter(10))).setWholeKeyFiltering(true));
    }

    private ColumnFamilyOptions ordinary(long writeBuffers) {
        return entries(writeBuffers).setTableFormatConfig(table());
    }

    /// New entries have keys anywhere, and what memory holds of them is little beside what is there: they
    /// are merged with files of about their own size, not with all the rest every time. Files are old
    /// without being bad: RocksDB would write everything again each month.
    private ColumnFamilyOptions entries(long writeBuffers) {
        return base(new ColumnFamilyOptions(), writeBuffers)
                .setCompressionOptions(compression())
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setTtl(0)
                .setPeriodicCompactionSeconds(0)
                .setCompactionOptionsUniversal(
                        own(new CompactionOptionsUniversal().setMaxSizeAmplificationPercent(100)));
    }

    /// The fastest level makes files as small as the next ones do.
    private CompressionOptions compression() {
        return own(new CompressionOptions().setEnabled(true).setLevel(1));
    }

    private ColumnFamilyOptions base(ColumnFamilyOptions options, long writeBuffers) {
        return own(options)
                .setWriteBufferSize(Math.min(WRITE_BUFFER, writeBuffers / 2))
                .setMaxWriteBufferNumber(3)
                .setCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompactionPriority(CompactionPriority.MinOverlappingRatio);
    }

    private BlockBasedTableConfig table() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(8 << 10)
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
