package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An index of a collection as it lives in memory.
public final class Index {
    private final IndexDefinition definition;
    private final boolean unique;
    private final boolean sparse;
    private final @Nullable Predicate<RawDocument> partial;
    private final LongAdder uses = new LongAdder();
    private volatile long multikeyFields;
    private volatile boolean ready;

    Index(IndexDefinition definition, @Nullable Predicate<RawDocument> partial, long multikeyFields, boolean ready) {
        this.definition = definition;
        this.unique = definition.isUnique();
        this.sparse = definition.isSparse();
        this.partial = partial;
        this.multikeyFields = multikeyFields;
        this.ready = ready;
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

    /// Whether queries may use it; an index being built is written to but not read.
    public boolean isReady() {
        return ready;
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

    void becomeReady() {
        ready = true;
    }

    boolean covers(RawDocument document) {
        return partial == null || partial.test(document);
    }
}
