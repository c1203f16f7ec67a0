package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.storage.DocumentIterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the whole collection in the order of insertion.
final class CollectionStream implements HitStream {
    private static final int DOCUMENTS_A_STEP = 64;

    private final DocumentIterator documents;
    private final Predicate<RawDocument> filter;
    private long docsExamined;
    private @Nullable Hit hit;

    CollectionStream(DocumentIterator documents, Predicate<RawDocument> filter) {
        this.documents = documents;
        this.filter = filter;
    }

    @Override
    public Step step() {
        for (int i = 0; i < DOCUMENTS_A_STEP; i++) {
            if (!documents.next()) {
                return Step.END;
            }
            docsExamined++;
            RawDocument document = documents.document();
            if (filter.test(document)) {
                hit = new Hit(documents.record(), document);
                return Step.HIT;
            }
        }
        return Step.WORKED;
    }

    @Override
    public Hit hit() {
        if (hit == null) {
            throw new IllegalStateException("no hit");
        }
        return hit;
    }

    @Override
    public long keysExamined() {
        return 0;
    }

    @Override
    public long docsExamined() {
        return docsExamined;
    }

    @Override
    public void close() {
        documents.close();
    }
}
