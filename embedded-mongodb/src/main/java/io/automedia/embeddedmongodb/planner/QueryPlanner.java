package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.List;
import java.util.function.Predicate;

/// Answers queries from a snapshot.
public final class QueryPlanner {
    private final boolean refuseCollectionScans;

    /// @param refuseCollectionScans whether a query with conditions that no index serves is an error
    public QueryPlanner(boolean refuseCollectionScans) {
        this.refuseCollectionScans = refuseCollectionScans;
    }

    /// Starts a query; nothing is read before the first `next`, except what the choice of an index needs.
    public HitCursor find(Query query, Snapshot snapshot) {
        return find(query, choose(query, snapshot), snapshot);
    }

    /// The number of documents that match, `skip` and `limit` considered. Reads no document where an index tells.
    public long count(Query query, Snapshot snapshot) {
        if (query.filter().isEmpty()) {
            return page(query, query.collection().count());
        }
        Access access = choose(query, snapshot);
        if (access.isExact()) {
            return page(query, countEntries(query, access, snapshot));
        }
        long count = 0;
        try (HitCursor cursor = find(query, access, snapshot)) {
            while (cursor.next() != null) {
                count++;
            }
        }
        return count;
    }

    /// The distinct values of a field among the documents that match; elements of arrays count one by one.
    public List<RawValue> distinct(String field, Query query, Snapshot snapshot) {
        FieldPath path = FieldPath.of(field);
        if (query.filter().isEmpty()) {
            List<RawValue> scanned =
                    DistinctScan.of(query.collection().id(), query.collection().indexes(), path, snapshot);
            if (scanned != null) {
                return scanned;
            }
        }
        Distinct distinct = new Distinct(path);
        try (HitCursor cursor = find(query, snapshot)) {
            for (Hit hit = cursor.next(); hit != null; hit = cursor.next()) {
                distinct.add(hit.document());
            }
        }
        return distinct.values();
    }

    /// How a query is answered, and what that costs; it is run for that.
    public RawDocument explain(Query query, Snapshot snapshot, boolean counting) {
        Access access = choose(query, snapshot);
        return Explanation.of(query, access, counting && access.isExact(), find(query, access, snapshot));
    }

    private Access choose(Query query, Snapshot snapshot) {
        Access access = new AccessChooser(query, snapshot).choose();
        if (refuseCollectionScans
                && access instanceof Access.Everything
                && !query.filter().isEmpty()) {
            throw new MongoError(
                    ErrorCode.NO_QUERY_EXECUTION_PLANS,
                    "error processing query: ns=" + query.collection().namespace()
                            + ": no index serves this query and collection scans are refused: " + query.filter());
        }
        return access;
    }

    private HitCursor find(Query query, Access access, Snapshot snapshot) {
        if (access instanceof Access.Indexed(ScanPlan plan) && skipsEntries(query, plan)) {
            RecordSource source = new SkippingSource(Sources.distinct(List.of(plan), snapshot), query.skip());
            Query rest = query.page(0, query.limit());
            return new HitCursor(fetch(rest, source, true, snapshot), 0, query.limit(), query.deadline());
        }
        HitStream stream = switch (access) {
            case Access.Indexed(ScanPlan plan) -> stream(query, plan, snapshot);
            case Access.Union(List<ScanPlan> plans) ->
                sort(query, 0, fetch(query, Sources.distinct(plans, snapshot), access.isExact(), snapshot));
            case Access.Everything(boolean backwards) -> everything(query, backwards, snapshot);
            case Access.Race(ScanPlan ordered, ScanPlan filtering) ->
                new RaceStream(
                        stream(query, ordered, snapshot),
                        sort(query, 0, fetch(query, filtering, snapshot)),
                        query.wanted());
        };
        return new HitCursor(stream, query.skip(), query.limit(), query.deadline());
    }

    /// Whether what is skipped need not be fetched.
    private static boolean skipsEntries(Query query, ScanPlan plan) {
        return query.skip() > 0
                && plan.exact()
                && plan.sortedFields() == query.sort().fields().size();
    }

    private static HitStream everything(Query query, boolean backwards, Snapshot snapshot) {
        return sort(
                query,
                0,
                new CollectionStream(snapshot.documents(query.collection().id(), backwards), query.matcher()));
    }

    private static HitStream stream(Query query, ScanPlan plan, Snapshot snapshot) {
        return sort(query, plan.sortedFields(), fetch(query, plan, snapshot));
    }

    private static HitStream fetch(Query query, ScanPlan plan, Snapshot snapshot) {
        return fetch(query, Sources.distinct(List.of(plan), snapshot), plan.exact(), snapshot);
    }

    private static HitStream fetch(Query query, RecordSource source, boolean exact, Snapshot snapshot) {
        Predicate<RawDocument> rest = exact ? null : query.matcher();
        long expected = query.wanted() == 0 ? 32 : query.wanted();
        return new FetchStream(snapshot, query.collection().id(), source, rest, expected);
    }

    private static HitStream sort(Query query, int sortedFields, HitStream stream) {
        return sortedFields == query.sort().fields().size()
                ? stream
                : new SortedStream(stream, query.sort(), sortedFields, query.wanted());
    }

    private static long countEntries(Query query, Access access, Snapshot snapshot) {
        List<ScanPlan> plans = switch (access) {
            case Access.Indexed(ScanPlan plan) -> List.of(plan);
            case Access.Union(List<ScanPlan> union) -> union;
            case Access.Everything _ -> throw new IllegalStateException("not exact");
            case Access.Race _ -> throw new IllegalStateException("not exact");
        };
        long wanted = query.wanted() == 0 ? Long.MAX_VALUE : query.wanted();
        long count = 0;
        try (RecordSource source = Sources.distinct(plans, snapshot)) {
            while (count < wanted && source.next()) {
                count++;
            }
        }
        return count;
    }

    private static long page(Query query, long count) {
        long rest = Math.max(0, count - query.skip());
        return query.limit() == 0 ? rest : Math.min(rest, query.limit());
    }
}
