package io.automedia.standingqueries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Matches one text at a time against the [Index]; used again for the next text. Not for two threads at once.
final class QueryReader {
    private static final byte[] NO_QUERY = {};

    private final Index index;
    private final Walk walk;
    private final Facts facts = new Facts();
    // 24 bits of row, 8 of term, 32 of hit
    private long[] survivors = new long[256];
    private int count;
    private long[] seen = new long[64];
    private long[] passed = new long[64];
    private long[] ids = new long[64];
    private byte[][] queries = new byte[64][];
    private int matched;
    // keeps the reads that only fetch from being left out
    private long touched;

    QueryReader(Index index) {
        this.index = index;
        this.walk = new Walk(index.table());
    }

    void read(Text text) {
        walk.read(text);
    }

    /// Collects what matches in the present state; false if the writer was in the way.
    boolean collect(Text text, boolean withHits) {
        long state = index.state();
        facts.of(text, index.metrics());
        walk.run();
        int signature = index.signatures().of(text);
        filter(Posting.needed(signature));
        admit(text, Signatures.isExact(signature), state);
        if (withHits) {
            takeQueries();
        }
        return index.wasWhole(state);
    }

    private void filter(long needed) {
        count = 0;
        for (int hit = 0; hit < walk.hits(); hit++) {
            long value = walk.value(hit);
            if (value == Posting.LIST) {
                filter(walk.list(hit), hit, needed);
            } else {
                reserve(1);
                filter(value, hit, needed);
            }
        }
    }

    private void filter(long[] list, int hit, long needed) {
        reserve(list.length);
        for (int i = 1; i < list.length; i++) {
            long posting = Shard.at(list, i);
            if (posting == 0) {
                return;
            }
            filter(posting, hit, needed);
        }
    }

    private void filter(long posting, int hit, long needed) {
        if (Posting.isExclude(posting)) {
            facts.addExclude(Posting.row(posting));
            return;
        }
        // written always and kept only if nothing is missing: there is no branch to guess wrong
        survivors[count] = Posting.owner(posting) << 32 | hit;
        count += (~posting & needed) == 0 ? 1 : 0;
    }

    private void reserve(int more) {
        if (count + more > survivors.length) {
            survivors = Arrays.copyOf(survivors, (count + more) * 2);
        }
    }

    private void admit(Text text, boolean isExact, long state) {
        int kept = 0;
        int looked = count;
        matched = 0;
        for (int i = 0; i < looked; i++) {
            touched += index.rows().touch(Posting.row(survivors[i]));
        }
        for (int i = 0; i < looked; i++) {
            int row = Posting.row(survivors[i]);
            int word = row >>> 6;
            if (word >= seen.length) {
                seen = Arrays.copyOf(seen, word * 2);
                passed = Arrays.copyOf(passed, word * 2);
            }
            long bit = 1L << row;
            if ((seen[word] & bit) == 0) {
                seen[word] |= bit;
                if (isMet(row, text, isExact, state)) {
                    passed[word] |= bit;
                    take(index.rows().id(row));
                }
            }
        }
        for (int i = 0; i < looked; i++) {
            long survivor = survivors[i];
            int word = Posting.row(survivor) >>> 6;
            long bit = 1L << Posting.row(survivor);
            survivors[kept] = survivor;
            kept += (passed[word] & bit) != 0 ? 1 : 0;
            seen[word] &= ~bit;
        }
        count = kept;
        for (int i = 0; i < kept; i++) {
            int row = Posting.row(survivors[i]);
            passed[row >>> 6] &= ~(1L << row);
        }
    }

    private boolean isMet(int row, Text text, boolean isExact, long state) {
        Rows rows = index.rows();
        if (!rows.holds(row, state) || !rows.isMet(row, facts)) {
            return false;
        }
        if (rows.hasMore(row, isExact)) {
            Demands demands = index.demands().get(row);
            return demands != null && demands.isMet(text, facts);
        }
        return true;
    }

    private void take(long id) {
        if (matched == ids.length) {
            ids = Arrays.copyOf(ids, matched * 2);
            queries = Arrays.copyOf(queries, matched * 2);
        }
        ids[matched++] = id;
    }

    /// Takes hold of the queries in the order of rows, before the writer may give a row to another one.
    private void takeQueries() {
        Arrays.sort(survivors, 0, count);
        int taken = 0;
        for (int i = 0; i < count; i = rowEnd(i)) {
            queries[taken++] = index.rows().query(Posting.row(survivors[i]));
        }
    }

    private int rowEnd(int from) {
        int to = from + 1;
        while (to < count && Posting.row(survivors[to]) == Posting.row(survivors[from])) {
            to++;
        }
        return to;
    }

    /// The ids of what was collected.
    long[] ids() {
        return Arrays.copyOf(ids, matched);
    }

    /// What was collected, with all hits.
    List<Match> matches(Text text) {
        List<Match> matches = new ArrayList<>(matched);
        int from = 0;
        for (int i = 0; i < matched; i++) {
            int to = rowEnd(from);
            matches.add(match(new PackedQuery(queries[i]), from, to, text));
            from = to;
        }
        return matches;
    }

    private Match match(PackedQuery query, int from, int to, Text text) {
        long id = query.readLong();
        Relevance relevance = new Relevance(query.readWeight());
        int terms = query.readNumber();
        List<Hit> hits = new ArrayList<>(to - from);
        int at = from;
        for (int term = 0; term < terms && at < to; term++) {
            double weight = query.readWeight();
            if (Posting.term(survivors[at]) != term) {
                query.skipText();
                continue;
            }
            int end = at + 1;
            while (end < to && Posting.term(survivors[end]) == term) {
                end++;
            }
            int before = hits.size();
            addHits(query.readText(), at, end, text, hits);
            relevance.add(weight, hits.size() - before);
            at = end;
        }
        return new Match(id, relevance.value(), hits);
    }

    private void addHits(String term, int from, int to, Text text, List<Hit> hits) {
        sortByPlace(from, to);
        int lastPart = -1;
        int lastEnd = 0;
        for (int i = from; i < to; i++) {
            int hit = (int) survivors[i];
            int part = walk.part(hit);
            int start = walk.start(hit);
            if (part != lastPart || start >= lastEnd) {
                lastPart = part;
                lastEnd = walk.end(hit);
                hits.add(new Hit(term, text.parts().get(part).substring(start, lastEnd), part, start, lastEnd));
            }
        }
    }

    /// By insertion: they are few, and nearly in order already.
    private void sortByPlace(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long survivor = survivors[i];
            int at = i;
            while (at > from && isBefore((int) survivor, (int) survivors[at - 1])) {
                survivors[at] = survivors[at - 1];
                at--;
            }
            survivors[at] = survivor;
        }
    }

    private boolean isBefore(int hit, int other) {
        if (walk.part(hit) != walk.part(other)) {
            return walk.part(hit) < walk.part(other);
        }
        if (walk.start(hit) != walk.start(other)) {
            return walk.start(hit) < walk.start(other);
        }
        return walk.end(hit) > walk.end(other);
    }

    /// Lets go of the queries; false if it isn't worth using again.
    boolean rest() {
        Arrays.fill(queries, 0, matched, NO_QUERY);
        return touched != Long.MIN_VALUE && !walk.isHuge() && survivors.length <= 1 << 16;
    }
}
