package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.BsonCheck;
import io.automedia.embeddedmongodb.bson.MalformedBson;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks a collection and all its indexes in one snapshot and names whatever does not fit together.
public final class Verification {
    private static final int ENOUGH = 1_001;

    private final Snapshot snapshot;
    private final StoredCollection collection;
    private final List<String> wrong = new ArrayList<>();
    private final Map<Index, Long> expectedEntries = new HashMap<>();

    private Verification(Snapshot snapshot, StoredCollection collection) {
        this.snapshot = snapshot;
        this.collection = collection;
    }

    /// Sentences about what is wrong; empty when all is well.
    public static List<String> of(Store store, StoredCollection collection) {
        try (Snapshot snapshot = store.snapshot()) {
            Verification verification = new Verification(snapshot, collection);
            verification.run();
            return verification.wrong;
        }
    }

    /// The same of all collections.
    public static List<String> of(Store store) {
        List<String> wrong = new ArrayList<>();
        store.catalogue().all().forEach(collection -> wrong.addAll(of(store, collection)));
        return wrong;
    }

    private void run() {
        IndexedPaths paths = IndexedPaths.of(collection.indexes().stream()
                .filter(index -> index.isReadyIn(snapshot))
                .toList());
        long documents = 0;
        try (DocumentIterator iterator = snapshot.documents(collection.id(), false)) {
            while (iterator.next() && wrong.size() < ENOUGH) {
                documents++;
                checkDocument(iterator.record(), iterator.document(), paths);
            }
        }
        if (documents != collection.count() && wrong.isEmpty()) {
            say("the counter says " + collection.count() + " documents, there are " + documents);
        }
        paths.indexes().forEach(this::checkIndex);
    }

    private void checkDocument(long record, RawDocument document, IndexedPaths paths) {
        try {
            BsonCheck.document(document.array(), document.offset(), document.array().length - document.offset());
            KeyBuilder builder = new KeyBuilder();
            @Nullable RawValue[] values = paths.valuesOf(document);
            for (int i = 0; i < paths.indexes().size(); i++) {
                Index index = paths.indexes().get(i);
                List<byte[]> keys =
                        IndexKeys.of(document, values, paths, i, builder).keys();
                expectedEntries.merge(index, (long) keys.size(), Long::sum);
                for (byte[] key : keys) {
                    if (!isThere(index, key, record)) {
                        say("document " + document.get("_id") + " lacks an entry in index "
                                + index.definition().name());
                    }
                }
            }
        } catch (MalformedBson | MongoError damaged) {
            say("record " + record + " is damaged: " + damaged.getMessage());
        }
    }

    private boolean isThere(Index index, byte[] key, long record) {
        return index.isUnique()
                ? snapshot.uniqueRecord(key) == record
                : snapshot.hasEntry(IndexWriter.ordinaryKey(key, record));
    }

    private void checkIndex(Index index) {
        long entries = 0;
        try (EntryIterator iterator =
                snapshot.entries(index, KeyRange.ofIndex(index.definition().id()), false)) {
            while (iterator.next()) {
                entries++;
            }
        }
        long expected = expectedEntries.getOrDefault(index, 0L);
        if (entries != expected) {
            say("index " + index.definition().name() + " has " + entries + " entries where " + expected + " belong");
        }
    }

    private void say(String sentence) {
        wrong.add(collection.namespace() + ": " + sentence);
    }
}
