package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How to open a store.
/// @param memoryBudgetBytes for the block cache and the write buffers together; native memory, outside the heap
/// @param encryptionKey 16, 24 or 32 bytes of AES key, or null
/// @param filters compiles the filter expressions of partial indexes
/// @param formerKeys keys that documents may still be encrypted with
/// @param keepLog whether the log stays until {@link WriteLog#release} lets it go
/// @param clock what says when something was written
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoreOptions(
        Path folder,
        long memoryBudgetBytes,
        byte @Nullable [] encryptionKey,
        Function<RawDocument, Predicate<RawDocument>> filters,
        List<byte[]> formerKeys,
        boolean keepLog,
        InstantSource clock) {
    /// Without keeping the log.
    public StoreOptions(
            Path folder,
            long memoryBudgetBytes,
            byte @Nullable [] encryptionKey,
            Function<RawDocument, Predicate<RawDocument>> filters,
            List<byte[]> formerKeys) {
        this(folder, memoryBudgetBytes, encryptionKey, filters, formerKeys, false, InstantSource.system());
    }

    /// Without former keys either.
    public StoreOptions(
            Path folder,
            long memoryBudgetBytes,
            byte @Nullable [] encryptionKey,
            Function<RawDocument, Predicate<RawDocument>> filters) {
        this(folder, memoryBudgetBytes, encryptionKey, filters, List.of());
    }
}
