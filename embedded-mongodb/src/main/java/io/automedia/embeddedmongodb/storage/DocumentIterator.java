package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;

/// Walks all documents of a collection: `while (documents.next()) { … }`.
public final class DocumentIterator implements AutoCloseable {
    private final EntryIterator entries;
    private final ValueCipher cipher;

    DocumentIterator(EntryIterator entries, ValueCipher cipher) {
        this.entries = entries;
        this.cipher = cipher;
    }

    public boolean next() {
        return entries.next();
    }

    public long record() {
        return entries.record();
    }

    public RawDocument document() {
        return RawDocument.of(cipher.decrypt(entries.entry(), entries.value()));
    }

    @Override
    public void close() {
        entries.close();
    }
}
