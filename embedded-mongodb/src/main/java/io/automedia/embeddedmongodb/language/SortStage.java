package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/// `$sort`, which with a `$limit` behind it keeps no more than that many documents.
record SortStage(SortOrder order, long limit) implements Stage {
    private static final int MOST_DOCUMENTS = 2_000_000;

    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    private record Keyed(Object[] key, long arrival, Document document) {}

    @Override
    public Iterator<Document> run(Iterator<Document> input) {
        Comparator<Keyed> comparator = (left, right) -> {
            int byKey = order.compareKeys(left.key(), right.key());
            return byKey != 0 ? byKey : Long.compare(left.arrival(), right.arrival());
        };
        List<Keyed> sorted = limit < 100_000 ? top(input, comparator) : all(input);
        sorted.sort(comparator);
        return new Mapped<>(
                sorted.subList(0, (int) Math.min(limit, sorted.size())).iterator(), Keyed::document);
    }

    private List<Keyed> all(Iterator<Document> input) {
        List<Keyed> all = new ArrayList<>();
        while (input.hasNext()) {
            Document document = input.next();
            all.add(new Keyed(order.sortKey(document), all.size(), document));
            if (all.size() > MOST_DOCUMENTS) {
                throw new MongoError(
                        ErrorCode.QUERY_EXCEEDED_MEMORY_LIMIT,
                        "Sort exceeded memory limit of " + MOST_DOCUMENTS + " documents");
            }
        }
        return all;
    }

    private List<Keyed> top(Iterator<Document> input, Comparator<Keyed> comparator) {
        PriorityQueue<Keyed> best = new PriorityQueue<>(comparator.reversed());
        long arrival = 0;
        while (input.hasNext()) {
            Document document = input.next();
            best.add(new Keyed(order.sortKey(document), arrival++, document));
            if (best.size() > limit) {
                best.poll();
            }
        }
        return new ArrayList<>(best);
    }
}
