package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An index of a collection as it lives in memory.
public final class Index {
    private static final long NEVER = Long.MAX_VALUE;

    private final IndexDefinition definition;
    private final boolean unique;
    private final boolean sparse;
    private final @Nullable Predicate<RawDocument> partial;
    private final LongAdder uses = new LongAdder();
    private volatile long multikeyFields;
    private volatile long readySince;

    Index(IndexDefinition definition, @Nullable Predicate<RawDocument> partial, long multikeyFields, boolean ready) {
        this.definition = definition;
        this.unique = definition.isUnique();
        this.sparse = definition.isSparse();
        this.partial = partial;
        this.multikeyFields = multikeyFields;
        this.readySince = ready ? 0 : NEVER;
    }

    public IndexDefinition definition() {
        return definition;
    }

    public boolean isUnique() {
        return unique;
    }

    public boolean isSparse() {
        return sparse;
    }

    public boolean isPartial() {
        return partial != null;
    }

    /// Whether it is complete; an index being built is written to but not read.
    public boolean isReady() {
        return readySince != NEVER;
    }

    /// Whether it was complete when a snapshot was taken, so that queries may use it there.
    public boolean isReadyIn(Snapshot snapshot) {
        return readySince <= snapshot.sequence();
    }

    /// Whether some document has, or had, an array on the way to or at the end of this field.
    public boolean isMultikey(int field) {
        return (multikeyFields & 1L << field) != 0;
    }

    public boolean isMultikey() {
        return multikeyFields != 0;
    }

    public void countUse() {
        uses.increment();
    }

    public long uses() {
        return uses.sum();
    }

    long multikeyFields() {
        return multikeyFields;
    }

    void multikeyFields(long fields) {
        multikeyFields = fields;
    }

    /// To be called when all entries have been written, with the number of the last write.
    void becomeReady(long sequence) {
        readySince = sequence;
    }

    long readySince() {
        return readySince;
    }

    boolean covers(RawDocument document) {
        return partial == null || partial.test(document);
    }
}
