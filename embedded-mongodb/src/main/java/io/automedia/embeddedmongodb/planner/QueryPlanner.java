package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.List;

/// Answers queries from a snapshot.
public final class QueryPlanner {
    private final boolean refuseCollectionScans;

    /// @param refuseCollectionScans whether a query with conditions that no index serves is an error
    public QueryPlanner(boolean refuseCollectionScans) {
        this.refuseCollectionScans = refuseCollectionScans;
    }

    /// Starts a query; nothing is read before the first `next`, except what the choice of an index needs.
    public HitCursor find(Query query, Snapshot snapshot) {
        return find(query, choose(query, snapshot, false), snapshot);
    }

    /// The number of documents that match, `skip` and `limit` considered. Reads no document where an index tells.
    public long count(Query query, Snapshot snapshot) {
        if (query.filter().isEmpty()) {
            return page(query, query.collection().count());
        }
        try (Counting counting = Counting.of(query, choose(query, snapshot, true), snapshot)) {
            return page(query, counting.count());
        }
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
        Access access = choose(query, snapshot, counting);
        return counting
                ? Explanation.of(query, access, Counting.of(query, access, snapshot))
                : Explanation.of(query, access, find(query, access, snapshot));
    }

    private Access choose(Query query, Snapshot snapshot, boolean counting) {
        Access access = new AccessChooser(query, snapshot, counting).choose();
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

    private static HitCursor find(Query query, Access access, Snapshot snapshot) {
        if (access instanceof Access.Indexed(Walk walk) && skipsEntries(query, walk)) {
            RecordSource source = new SkippingSource(walk.open(snapshot), query.skip());
            HitStream page = Streams.fetch(query.page(0, query.limit()), source, true, snapshot);
            return new HitCursor(page, 0, query.limit(), query.deadline());
        }
        return new HitCursor(Streams.open(query, access, snapshot), query.skip(), query.limit(), query.deadline());
    }

    /// Whether what is skipped need not be fetched.
    private static boolean skipsEntries(Query query, Walk walk) {
        return query.skip() > 0
                && walk.exact()
                && walk.sortedFields() == query.sort().fields().size();
    }

    private static long page(Query query, long count) {
        long rest = Math.max(0, count - query.skip());
        return query.limit() == 0 ? rest : Math.min(rest, query.limit());
    }
}
