package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.planner.Hit;
import io.automedia.embeddedmongodb.planner.HitCursor;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The documents of a query as an iterator.
final class Hits implements Iterator<RawDocument> {
    private final HitCursor cursor;
    private @Nullable Hit next;
    private boolean ended;

    Hits(HitCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = cursor.next();
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public RawDocument next() {
        Hit taken = hasNext() ? next : null;
        if (taken == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return taken.document();
    }
}
