package io.automedia.embeddedmongodb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How to start a server.
/// @param folder the data folder; created when it is missing, refused when it holds something else
/// @param host the address to listen on; what goes over the network from there is not encrypted
/// @param port 0 for any free one
/// @param memoryBudgetBytes for caches and write buffers together, outside the heap
/// @param encryptionKey 16, 24 or 32 bytes of AES key for the stored documents, or null
/// @param formerEncryptionKeys keys that stored documents may still be encrypted with; they are rewritten with the
///     current key in the background
/// @param refuseCollectionScans whether a query with conditions that no index serves is an error
/// @param slowCommand commands that take longer are logged
/// @param keepExpired whether documents stay that TTL indexes say are over
/// @param archive where the log goes, or null
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EmbeddedMongoOptions(
        Path folder,
        String host,
        int port,
        long memoryBudgetBytes,
        byte @Nullable [] encryptionKey,
        List<byte[]> formerEncryptionKeys,
        boolean refuseCollectionScans,
        Duration slowCommand,
        boolean keepExpired,
        @Nullable LogArchive archive) {
    public static final long DEFAULT_MEMORY_BUDGET = 448L << 20;

    /// Where the log of all writes is archived, so that the data can be restored as it was at a moment.
    /// @param folder belongs to one data folder alone; best on another disk
    /// @param every how often what is new goes there; a disk that is lost takes so much with it
    public record LogArchive(Path folder, Duration every) {
        public LogArchive {
            if (every.toMillis() < 1) {
                throw new IllegalArgumentException("the log cannot be archived every " + every);
            }
        }
    }

    private static final String LOOPBACK = "127.0.0.1";

    public EmbeddedMongoOptions {
        formerEncryptionKeys = List.copyOf(formerEncryptionKeys);
        if (encryptionKey == null && !formerEncryptionKeys.isEmpty()) {
            throw new IllegalArgumentException("former encryption keys need a current one");
        }
        refuseUnusable(encryptionKey);
        formerEncryptionKeys.forEach(EmbeddedMongoOptions::refuseUnusable);
    }

    private static void refuseUnusable(byte @Nullable [] key) {
        if (key != null && key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("an encryption key has 16, 24 or 32 bytes, not " + key.length);
        }
    }

    /// Any free port on the loopback interface, 448 MB, no encryption, collection scans allowed, commands over 500 ms
    /// logged, expired documents deleted.
    public static EmbeddedMongoOptions of(Path folder) {
        return new EmbeddedMongoOptions(
                folder,
                LOOPBACK,
                0,
                DEFAULT_MEMORY_BUDGET,
                null,
                List.of(),
                false,
                Duration.ofMillis(500),
                false,
                null);
    }

    public EmbeddedMongoOptions withPort(int newPort) {
        return with(draft -> draft.port = newPort);
    }

    public EmbeddedMongoOptions withHost(String newHost) {
        return with(draft -> draft.host = newHost);
    }

    public EmbeddedMongoOptions withMemoryBudget(long bytes) {
        return with(draft -> draft.memoryBudgetBytes = bytes);
    }

    public EmbeddedMongoOptions withEncryptionKey(byte @Nullable [] key) {
        return with(draft -> {
            draft.encryptionKey = key;
            draft.formerEncryptionKeys = List.of();
        });
    }

    /// Makes another key the current one. What is stored is read with the former keys until it has been rewritten in
    /// the background.
    public EmbeddedMongoOptions withEncryptionKey(byte[] key, List<byte[]> formerKeys) {
        return with(draft -> {
            draft.encryptionKey = key;
            draft.formerEncryptionKeys = formerKeys;
        });
    }

    public EmbeddedMongoOptions refusingCollectionScans() {
        return with(draft -> draft.refuseCollectionScans = true);
    }

    /// For a folder that is only read: nothing in it is deleted because its time is over.
    public EmbeddedMongoOptions keepingExpired() {
        return with(draft -> draft.keepExpired = true);
    }

    /// Archives the log every ten seconds, and keeps it until it is there.
    public EmbeddedMongoOptions archivingTo(Path archiveFolder) {
        return archivingTo(archiveFolder, Duration.ofSeconds(10));
    }

    /// Archives the log so often, and keeps it until it is there.
    public EmbeddedMongoOptions archivingTo(Path archiveFolder, Duration every) {
        return with(draft -> draft.archive = new LogArchive(archiveFolder, every));
    }

    private EmbeddedMongoOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /// What can be changed about options, on the way from one to the next.
    private static final class Draft {
        private final EmbeddedMongoOptions base;
        private String host;
        private int port;
        private long memoryBudgetBytes;
        private byte @Nullable [] encryptionKey;
        private List<byte[]> formerEncryptionKeys;
        private boolean refuseCollectionScans;
        private boolean keepExpired;
        private @Nullable LogArchive archive;

        Draft(EmbeddedMongoOptions base) {
            this.base = base;
            host = base.host;
            port = base.port;
            memoryBudgetBytes = base.memoryBudgetBytes;
            encryptionKey = base.encryptionKey;
            formerEncryptionKeys = base.formerEncryptionKeys;
            refuseCollectionScans = base.refuseCollectionScans;
            keepExpired = base.keepExpired;
            archive = base.archive;
        }

        EmbeddedMongoOptions options() {
            return new EmbeddedMongoOptions(
                    base.folder,
                    host,
                    port,
                    memoryBudgetBytes,
                    encryptionKey,
                    formerEncryptionKeys,
                    refuseCollectionScans,
                    base.slowCommand,
                    keepExpired,
                    archive);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedMongoOptions[folder=" + folder + ", host=" + host + ", port=" + port + ", memoryBudgetBytes="
                + memoryBudgetBytes + ", encrypted=" + (encryptionKey != null) + "]";
    }
}
