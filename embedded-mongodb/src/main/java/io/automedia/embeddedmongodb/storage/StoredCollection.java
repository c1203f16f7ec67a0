package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A collection: its name, options, indexes and size. Documents change through {@link #writer()}, indexes through
/// {@link #indexWriter()}.
public final class StoredCollection {
    private final Store store;
    private final Catalogue catalogue;
    private final int id;
    private final UUID uuid;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    /// Held shared by writers of documents, exclusively while the indexes or the options change.
    private final ReentrantReadWriteLock structure = new ReentrantReadWriteLock();

    /// Held while the description is made and written; nothing else is waited for under it. Not this object's monitor:
    /// an
    /// index build has that while it waits for documents whose writers may want to write the description.
    private final ReentrantLock describing = new ReentrantLock();

    private final DocumentWriter writer;
    private final IndexWriter indexWriter;
    private volatile Namespace namespace;
    private volatile RawDocument options;
    private volatile IndexedPaths indexes = IndexedPaths.of(List.of());
    private volatile boolean dropped;

    private StoredCollection(
            Store store, Catalogue catalogue, Namespace namespace, int id, UUID uuid, RawDocument options) {
        this.store = store;
        this.catalogue = catalogue;
        this.namespace = namespace;
        this.id = id;
        this.uuid = uuid;
        this.options = options;
        this.writer = new DocumentWriter(store, this);
        this.indexWriter = new IndexWriter(store, this);
    }

    static StoredCollection create(Store store, Catalogue catalogue, Namespace namespace, RawDocument options) {
        StoredCollection collection =
                new StoredCollection(store, catalogue, namespace, catalogue.newId(), UUID.randomUUID(), options);
        collection.indexes =
                IndexedPaths.of(List.of(collection.index(IndexDefinition.forId(catalogue.newId()), 0, true)));
        return collection;
    }

    static StoredCollection load(Store store, Catalogue catalogue, Namespace namespace, RawDocument description) {
        StoredCollection collection = new StoredCollection(
                store,
                catalogue,
                namespace,
                field(description, "id").asInt32(),
                UUID.fromString(field(description, "uuid").asString()),
                field(description, "options").asDocument());
        List<Index> indexes = new ArrayList<>();
        for (var cursor = field(description, "indexes").asDocument().cursor(); cursor.next(); ) {
            RawDocument entry = cursor.value().asDocument();
            IndexDefinition definition = IndexDefinition.of(
                    field(entry, "id").asInt32(), field(entry, "specification").asDocument());
            indexes.add(collection.index(
                    definition,
                    field(entry, "multikey").asInt64(),
                    field(entry, "ready").asBoolean()));
        }
        collection.indexes = IndexedPaths.of(indexes);
        collection.count.set(collection.readCounter("count/"));
        collection.bytes.set(collection.readCounter("bytes/"));
        return collection;
    }

    public int id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public Namespace namespace() {
        return namespace;
    }

    /// What `create` and `collMod` said: validator, validationLevel, validationAction, ….
    public RawDocument options() {
        return options;
    }

    /// The number of documents.
    public long count() {
        return count.get();
    }

    /// The size of all documents in bytes, uncompressed.
    public long bytes() {
        return bytes.get();
    }

    /// All indexes, those being built included; the first is that of `_id`.
    public List<Index> indexes() {
        return indexes.indexes();
    }

    /// The same indexes, with the fields they stand on.
    IndexedPaths indexedPaths() {
        return indexes;
    }

    public @Nullable Index indexNamed(String name) {
        for (Index index : indexes()) {
            if (index.definition().name().equals(name)) {
                return index;
            }
        }
        return null;
    }

    public boolean isDropped() {
        return dropped;
    }

    public DocumentWriter writer() {
        return writer;
    }

    public IndexWriter indexWriter() {
        return indexWriter;
    }

    /// Replaces the options and writes that down.
    public void changeOptions(RawDocument changed) {
        structure.writeLock().lock();
        try {
            save(changed, indexes());
            options = changed;
        } finally {
            structure.writeLock().unlock();
        }
        store.awaitDurable();
    }

    ReentrantReadWriteLock structure() {
        return structure;
    }

    Index index(IndexDefinition definition, long multikeyFields, boolean ready) {
        RawDocument filter = definition.partialFilter();
        Predicate<RawDocument> partial =
                filter == null ? null : catalogue.filters().apply(filter);
        return new Index(definition, partial, multikeyFields, ready);
    }

    int newIndexId() {
        return catalogue.newId();
    }

    void changeIndexes(List<Index> changed) {
        save(options, changed);
        indexes = IndexedPaths.of(changed);
    }

    /// Notes, before the entries that make it true are written, that an index holds arrays.
    void noteMultikey(Index index, long fields) {
        if ((fields & ~index.multikeyFields()) != 0) {
            describing.lock();
            try {
                long noted = index.multikeyFields() | fields;
                save(description(options, indexes(), each -> each == index ? noted : each.multikeyFields()));
                index.multikeyFields(noted);
            } finally {
                describing.unlock();
            }
        }
    }

    void count(long documents, long size, BatchBuilder batch) {
        if (documents != 0) {
            batch.merge(Columns.CATALOGUE, counterKey("count/"), counter(documents));
        }
        if (size != 0) {
            batch.merge(Columns.CATALOGUE, counterKey("bytes/"), counter(size));
        }
    }

    void counted(long documents, long size) {
        count.addAndGet(documents);
        bytes.addAndGet(size);
    }

    /// @param write writes the new name into the catalogue
    void rename(Namespace to, Runnable write) {
        structure.writeLock().lock();
        try {
            write.run();
            namespace = to;
        } finally {
            structure.writeLock().unlock();
        }
    }

    void drop(BatchBuilder batch) {
        structure.writeLock().lock();
        try {
            KeyRange documents = KeyRange.ofNumber(id);
            batch.deleteRange(Columns.DOCUMENTS, documents.low(), documents.high());
            for (Index index : indexes()) {
                IndexWriter.deleteEntries(index, batch);
            }
            batch.delete(Columns.CATALOGUE, counterKey("count/"));
            batch.delete(Columns.CATALOGUE, counterKey("bytes/"));
            store.write(batch);
            dropped = true;
        } finally {
            structure.writeLock().unlock();
        }
    }

    void save() {
        save(options, indexes());
    }

    private void save(RawDocument newOptions, List<Index> newIndexes) {
        describing.lock();
        try {
            save(description(newOptions, newIndexes, Index::multikeyFields));
        } finally {
            describing.unlock();
        }
    }

    private void save(RawDocument description) {
        if (!dropped) {
            catalogue.save(this, description);
        }
    }

    RawDocument description() {
        return description(options, indexes(), Index::multikeyFields);
    }

    private RawDocument description(
            RawDocument ofOptions, List<Index> ofIndexes, ToLongFunction<Index> multikeyFields) {
        BsonBuilder description = new BsonBuilder()
                .add("id", id)
                .add("uuid", uuid.toString())
                .add("options", ofOptions)
                .beginArray("indexes");
        int position = 0;
        for (Index index : ofIndexes) {
            description
                    .beginDocument(Integer.toString(position++))
                    .add("id", index.definition().id())
                    .add("specification", index.definition().specification())
                    .add("multikey", multikeyFields.applyAsLong(index))
                    .add("ready", index.isReady())
                    .end();
        }
        return description.end().build();
    }

    private long readCounter(String kind) {
        byte[] stored = store.read(Columns.CATALOGUE, counterKey(kind));
        return stored == null ? 0 : Long.reverseBytes(BigEndian.readLong(stored, 0));
    }

    private byte[] counterKey(String kind) {
        return (kind + id).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] counter(long value) {
        byte[] operand = new byte[8];
        BigEndian.writeLong(operand, 0, Long.reverseBytes(value));
        return operand;
    }

    private static RawValue field(RawDocument document, String name) {
        return Objects.requireNonNull(document.get(name), name);
    }
}
