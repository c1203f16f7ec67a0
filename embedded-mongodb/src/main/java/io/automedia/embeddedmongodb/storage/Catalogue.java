package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// Which collections there are. Changes are written and synced before they return.
public final class Catalogue {
    private static final String COLLECTION = "collection/";
    private static final byte[] NEXT_ID = "next-id".getBytes(StandardCharsets.US_ASCII);

    private final Store store;
    private final Function<RawDocument, Predicate<RawDocument>> filters;
    private final ConcurrentSkipListMap<Namespace, StoredCollection> collections = new ConcurrentSkipListMap<>();
    private int nextId = 1;

    private Catalogue(Store store, Function<RawDocument, Predicate<RawDocument>> filters) {
        this.store = store;
        this.filters = filters;
    }

    static Catalogue load(Store store, Function<RawDocument, Predicate<RawDocument>> filters) {
        Catalogue catalogue = new Catalogue(store, filters);
        byte[] next = store.read(Columns.CATALOGUE, NEXT_ID);
        if (next != null) {
            catalogue.nextId = BigEndian.readInt(next, 0);
        }
        byte[] prefix = COLLECTION.getBytes(StandardCharsets.US_ASCII);
        try (RocksIterator iterator = store.database().newIterator(store.files().handle(Columns.CATALOGUE))) {
            for (iterator.seek(prefix); iterator.isValid(); iterator.next()) {
                String key = new String(iterator.key(), StandardCharsets.UTF_8);
                if (!key.startsWith(COLLECTION)) {
                    break;
                }
                catalogue.add(namespace(key), RawDocument.of(iterator.value()));
            }
            iterator.status();
        } catch (RocksDBException failed) {
            throw Store.unreadable(failed);
        }
        return catalogue;
    }

    private void add(Namespace namespace, RawDocument description) {
        StoredCollection collection = StoredCollection.load(store, this, namespace, description);
        collections.put(namespace, collection);
    }

    /// Removes the indexes that a crash interrupted.
    void removeUnfinished() {
        collections.values().forEach(collection -> collection.indexWriter().removeUnfinished());
    }

    public @Nullable StoredCollection find(Namespace namespace) {
        return collections.get(namespace);
    }

    public StoredCollection findOrCreate(Namespace namespace) {
        StoredCollection collection = collections.get(namespace);
        return collection != null ? collection : createIfAbsent(namespace);
    }

    /// Creates a collection; throws NamespaceExists.
    public synchronized StoredCollection create(Namespace namespace, RawDocument options) {
        if (collections.containsKey(namespace)) {
            throw new MongoError(ErrorCode.NAMESPACE_EXISTS, "Collection " + namespace + " already exists.");
        }
        StoredCollection created = StoredCollection.create(store, this, namespace, options);
        store.write(store.batch()
                .put(Columns.CATALOGUE, key(namespace), created.description().toBytes()));
        store.awaitDurable();
        collections.put(namespace, created);
        return created;
    }

    private synchronized StoredCollection createIfAbsent(Namespace namespace) {
        StoredCollection collection = collections.get(namespace);
        return collection != null ? collection : create(namespace, RawDocument.EMPTY);
    }

    /// Whether there was one.
    public synchronized boolean drop(Namespace namespace) {
        StoredCollection collection = collections.get(namespace);
        if (collection == null) {
            return false;
        }
        BatchBuilder batch = store.batch().delete(Columns.CATALOGUE, key(namespace));
        collection.drop(batch);
        collections.remove(namespace);
        store.awaitDurable();
        return true;
    }

    /// Gives a collection another name; throws NamespaceNotFound or NamespaceExists.
    public synchronized void rename(Namespace from, Namespace to, boolean dropTarget) {
        StoredCollection collection = collections.get(from);
        if (collection == null) {
            throw new MongoError(ErrorCode.NAMESPACE_NOT_FOUND, "Source collection " + from + " does not exist");
        }
        if (collections.containsKey(to)) {
            if (!dropTarget) {
                throw new MongoError(ErrorCode.NAMESPACE_EXISTS, "target namespace exists");
            }
            drop(to);
        }
        collection.rename(
                to,
                () -> store.write(store.batch()
                        .delete(Columns.CATALOGUE, key(from))
                        .put(
                                Columns.CATALOGUE,
                                key(to),
                                collection.description().toBytes())));
        collections.remove(from);
        collections.put(to, collection);
        store.awaitDurable();
    }

    public Collection<StoredCollection> all() {
        return collections.values();
    }

    public List<StoredCollection> inDatabase(String database) {
        return collections.values().stream()
                .filter(collection -> collection.namespace().database().equals(database))
                .toList();
    }

    public Collection<String> databases() {
        TreeSet<String> names = new TreeSet<>();
        collections.keySet().forEach(namespace -> names.add(namespace.database()));
        return names;
    }

    Function<RawDocument, Predicate<RawDocument>> filters() {
        return filters;
    }

    synchronized int newId() {
        int id = nextId++;
        byte[] next = new byte[4];
        BigEndian.writeInt(next, 0, nextId);
        store.write(store.batch().put(Columns.CATALOGUE, NEXT_ID, next));
        return id;
    }

    /// Writes what changed about a collection; the caller holds the collection's own lock.
    void save(StoredCollection collection, RawDocument description) {
        store.write(store.batch().put(Columns.CATALOGUE, key(collection.namespace()), description.toBytes()));
    }

    /// The greatest record id in use.
    long lastRecord() {
        long last = 0;
        try (Snapshot snapshot = store.snapshot()) {
            for (StoredCollection collection : collections.values()) {
                try (DocumentIterator documents = snapshot.documents(collection.id(), true)) {
                    last = documents.next() ? Math.max(last, documents.record()) : last;
                }
            }
        }
        return last;
    }

    private static byte[] key(Namespace namespace) {
        return (COLLECTION + namespace).getBytes(StandardCharsets.UTF_8);
    }

    private static Namespace namespace(String key) {
        int dot = key.indexOf('.');
        return new Namespace(key.substring(COLLECTION.length(), dot), key.substring(dot + 1));
    }
}
