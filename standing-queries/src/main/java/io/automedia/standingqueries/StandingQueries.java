package io.automedia.standingqueries;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/// Keeps up to 16 million queries in memory and finds those that match a text. For any number of threads: changes go
/// one after the other, matching waits for none of them, and sees the queries as they were at one moment.
public final class StandingQueries {
    private static final int ATTEMPTS = 4;

    private final Index index;
    private final QueryWriter writer;
    private final ConcurrentLinkedQueue<QueryReader> idle = new ConcurrentLinkedQueue<>();

    public StandingQueries() {
        this(key -> key);
    }

    StandingQueries(LongUnaryOperator narrowing) {
        index = new Index(new PhraseTable(new SecureRandom().nextLong(), narrowing));
        writer = new QueryWriter(index);
    }

    /// Adds a query, or replaces the one with the same id; a text that is matched from now on meets it.
    public void put(Query query) {
        writer.put(query);
    }

    /// Forgets a query; one that isn't there is no error.
    public void remove(long id) {
        writer.remove(id);
    }

    public int size() {
        return index.size();
    }

    /// All queries that match, each with all its hits, in no particular order.
    public List<Match> match(Text text) {
        return read(text, true, reader -> reader.matches(text));
    }

    /// The ids of all queries that match, in no particular order: [#match] for those who don't ask why.
    public long[] matchingIds(Text text) {
        return read(text, false, QueryReader::ids);
    }

    private <T> T read(Text text, boolean withHits, Function<QueryReader, T> result) {
        QueryReader pooled = idle.poll();
        QueryReader reader = pooled == null ? new QueryReader(index) : pooled;
        reader.read(text);
        boolean collected = false;
        for (int attempt = 0; attempt < ATTEMPTS && !collected; attempt++) {
            collected = reader.collect(text, withHits);
        }
        if (!collected) {
            writer.holdStill(() -> reader.collect(text, withHits));
        }
        T found = result.apply(reader);
        if (reader.rest()) {
            idle.add(reader);
        }
        return found;
    }

    /// Why the query matches the text or not; the query need not be one of those kept.
    public Explanation explain(Query query, Text text) {
        return new Explainer(query, text).explain();
    }
}
