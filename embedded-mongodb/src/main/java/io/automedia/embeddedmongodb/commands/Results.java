package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Documents for a reply, produced while they are asked for, with what has to be closed when nobody asks any more.
final class Results implements Iterator<RawDocument>, AutoCloseable {
    private final Iterator<RawDocument> documents;
    private final Runnable closing;
    private @Nullable RawDocument next;
    private boolean closed;

    Results(Iterator<RawDocument> documents, Runnable closing) {
        this.documents = documents;
        this.closing = closing;
    }

    static Results of(List<RawDocument> documents) {
        return new Results(documents.iterator(), () -> {});
    }

    @Override
    public boolean hasNext() {
        if (next == null && !closed && documents.hasNext()) {
            next = documents.next();
        }
        return next != null;
    }

    /// What `next` will return.
    RawDocument peek() {
        RawDocument waiting = hasNext() ? next : null;
        if (waiting == null) {
            throw new NoSuchElementException();
        }
        return waiting;
    }

    @Override
    public RawDocument next() {
        RawDocument taken = peek();
        next = null;
        return taken;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closing.run();
        }
    }
}
