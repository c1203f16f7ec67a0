package io.automedia.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Reads and writes the trail. Entries are added, get their place once, and go when they were kept long enough;
/// nothing else here changes one.
@Repository
class AuditRepository {
    private static final Orders<AuditEntry> ORDERS =
            new Orders<>(List.of(Keyset.newest("at", AuditEntry::at, AuditEntry::id)));
    private static final String SEQ = "seq";
    private static final String WAITING = "waiting";

    /// Old entries are removed seldom, and entries come rather one by one.
    private static final int ATTEMPTS = 3;

    private final MongoCollection<BsonDocument> entries;
    private final MongoCollection<AuditEntry> shown;
    private final MongoCollection<ChainEnd> ends;

    AuditRepository(MongoDatabase database, InstalledSchema installed) {
        this.entries = database.getCollection(AuditEntriesSchema.NAME, BsonDocument.class);
        this.shown = database.getCollection(AuditEntriesSchema.NAME, AuditEntry.class);
        this.ends = database.getCollection(AuditChainSchema.NAME, ChainEnd.class);
    }

    void add(BsonDocument entry) {
        entries.insertOne(entry);
    }

    /// Adds an entry, unless it is there already.
    void addOnce(BsonDocument entry) {
        Inserts.unlessThere(entries, entry);
    }

    Page<AuditEntry> list(Bson filter, PageRequest page) {
        return ORDERS.page(shown, filter, page);
    }

    /// The last time that something was done to one thing; null when it never was.
    @Nullable
    AuditEntry newest(Action action, String object) {
        return shown.find(and(eq("object.id", object), eq("action", action.word())))
                .sort(Sorts.descending("at", "_id"))
                .first();
    }

    /// The entries that have no place yet, those that waited longest first.
    List<BsonDocument> waiting(int most) {
        return entries.find(gt(WAITING, Instant.EPOCH))
                .sort(Sorts.ascending(WAITING, "_id"))
                .limit(most)
                .into(new ArrayList<>());
    }

    long waiting() {
        return entries.countDocuments(gt(WAITING, Instant.EPOCH));
    }

    /// How many entries neither have a place nor wait for one, at least: entries that come, or get their place,
    /// while it is counted hide as many. Those that a broken removal has left before the start of the chain aren't
    /// among them.
    long beside() {
        long most = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long start = start();
            // in this order: what is written or placed between two of them is counted too often, never too seldom
            long left = entries.countDocuments(and(gt(SEQ, 0L), lte(SEQ, start)));
            long beside = entries.countDocuments() - left - waiting() - entries.countDocuments(gt(SEQ, start));
            if (beside > most && start() == start) {
                most = beside;
            }
        }
        return most;
    }

    private long start() {
        ChainEnd start = end(ChainEnd.START);
        return start == null ? 0 : start.seq();
    }

    /// Gives a waiting entry its place.
    ///
    /// @return false when another node gave the entry, or the place, away meanwhile
    boolean place(@Nullable BsonValue entry, long seq, String previous, String hash, ObjectId key) {
        try {
            return entries.updateOne(
                                    and(eq("_id", entry), gt(WAITING, Instant.EPOCH)),
                                    Updates.combine(
                                            Updates.set(SEQ, seq),
                                            Updates.set("previous", previous),
                                            Updates.set("hash", hash),
                                            Updates.set("chainKey", key),
                                            Updates.unset(WAITING)))
                            .getModifiedCount()
                    == 1;
        } catch (MongoWriteException failed) {
            if (Inserts.isDuplicate(failed)) {
                return false;
            }
            throw failed;
        }
    }

    /// The entries after a place, in order.
    List<BsonDocument> after(long seq, int most) {
        return entries.find(gt(SEQ, seq)).sort(Sorts.ascending(SEQ)).limit(most).into(new ArrayList<>());
    }

    /// The entry that has the last place; null when none has one.
    @Nullable
    BsonDocument last() {
        return entries.find(gt(SEQ, 0L)).sort(Sorts.descending(SEQ)).first();
    }

    void removeUpTo(long seq) {
        entries.deleteMany(and(gt(SEQ, 0L), lte(SEQ, seq)));
    }

    /// [ChainEnd#HEAD] or [ChainEnd#START]; null when there is none yet.
    @Nullable
    ChainEnd end(String which) {
        return ends.find(eq("_id", which)).first();
    }

    /// Moves an end of the chain onwards, never back.
    void save(ChainEnd end) {
        if (ends.replaceOne(and(eq("_id", end.id()), lt(SEQ, end.seq())), end).getMatchedCount() == 0) {
            begin(end);
        }
    }

    /// Puts an end where it is, whatever is there.
    void restore(ChainEnd end) {
        if (ends.replaceOne(eq("_id", end.id()), end).getMatchedCount() == 0) {
            begin(end);
        }
    }

    private void begin(ChainEnd end) {
        Inserts.unlessThere(ends, end);
    }
}
