package io.automedia.embeddedmongodb.copy;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// How far a copy is. It stands in a collection beside what was copied, in the first of the databases, until all is
/// done: so any machine can go on, and a copy that isn't finished looks like one.
final class Progress {
    static final String COLLECTION = "copy_in_progress";

    /// What was begun; the other entries have names of collections.
    private static final BsonInt32 BEGINNING = new BsonInt32(0);

    private final MongoCollection<BsonDocument> entries;

    Progress(MongoDatabase database) {
        this.entries = database.getCollection(COLLECTION, BsonDocument.class);
    }

    enum Stage {
        /// documents are being copied
        DOCUMENTS,
        /// all documents were copied; to be compared, and indexes built
        COPIED,
        /// compared and found equal, with indexes and validator
        DONE
    }

    /// @param last the greatest `_id` that is certainly there with all before it; null for none
    /// @param documents how many that are
    /// @param digest what was found on both sides when all was done; empty when it was not asked for
    record Entry(Stage stage, @Nullable BsonValue last, long documents, String digest) {
        static final Entry NOTHING = new Entry(Stage.DOCUMENTS, null, 0, "");

        static Entry done(Summary summary) {
            return new Entry(Stage.DONE, null, summary.documents(), summary.digest());
        }

        boolean hasNothing() {
            return stage == Stage.DOCUMENTS && last == null;
        }

        Summary summary() {
            return new Summary(documents, digest);
        }
    }

    /// Goes on with a copy of these databases from there, or begins one.
    ///
    /// @throws CopyRefused when another one was begun
    boolean begin(String from, List<String> databases) {
        BsonDocument wanted = new BsonDocument("_id", BEGINNING)
                .append("from", new BsonString(from))
                .append(
                        "databases",
                        new BsonArray(databases.stream().map(BsonString::new).toList()));
        BsonDocument begun = entries.find(eq(BEGINNING)).first();
        if (begun == null) {
            entries.insertOne(wanted);
            return false;
        }
        if (!begun.equals(wanted)) {
            throw new CopyRefused("At the target another copy was begun and not finished, of the databases "
                    + names(begun) + " from " + begun.getString("from").getValue()
                    + ". Finish that one with the same command, or drop these databases there.");
        }
        return true;
    }

    private static String names(BsonDocument begun) {
        return String.join(
                ", ",
                begun.getArray("databases").stream()
                        .map(name -> name.asString().getValue())
                        .toList());
    }

    /// Null when the collection was not begun.
    @Nullable
    Entry of(MongoNamespace collection) {
        BsonDocument entry = entries.find(eq(collection.getFullName())).first();
        return entry == null
                ? null
                : new Entry(
                        Stage.valueOf(entry.getString("stage").getValue()),
                        entry.get("last"),
                        entry.getInt64("documents").getValue(),
                        entry.getString("digest").getValue());
    }

    void save(MongoNamespace collection, Entry entry) {
        BsonDocument document = new BsonDocument("_id", new BsonString(collection.getFullName()))
                .append("stage", new BsonString(entry.stage().name()))
                .append("documents", new BsonInt64(entry.documents()))
                .append("digest", new BsonString(entry.digest()));
        if (entry.last() != null) {
            document.append("last", entry.last());
        }
        entries.replaceOne(eq(collection.getFullName()), document, new ReplaceOptions().upsert(true));
    }

    void end() {
        entries.drop();
    }
}
