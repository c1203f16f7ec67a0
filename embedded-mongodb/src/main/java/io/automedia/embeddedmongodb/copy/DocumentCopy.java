package io.automedia.embeddedmongodb.copy;

import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.automedia.embeddedmongodb.copy.Progress.Entry;
import io.automedia.embeddedmongodb.copy.Progress.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/// Copies documents in the order of `_id`, in batches, each followed by a note of how far they came. What was written
/// after the last note is taken away and written again, so that nothing is there twice, whatever happened.
final class DocumentCopy {
    private static final int BATCH_DOCUMENTS = 1_000;
    private static final int BATCH_BYTES = 8 << 20;
    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(5);

    private final MongoCollection<RawBsonDocument> source;
    private final MongoCollection<RawBsonDocument> target;
    private final Progress progress;
    private final PrintStream output;
    private long lastSign = System.nanoTime();

    DocumentCopy(
            MongoCollection<RawBsonDocument> source,
            MongoCollection<RawBsonDocument> target,
            Progress progress,
            PrintStream output) {
        this.source = source;
        this.target = target;
        this.progress = progress;
        this.output = output;
    }

    Entry run(Entry begun) {
        BsonValue last = begun.last();
        Bson rest = last == null ? new BsonDocument() : after(last);
        if (last != null) {
            target.deleteMany(rest);
            output.println(target.getNamespace() + ": goes on after " + begun.documents() + " documents");
        }
        Entry entry = begun;
        List<RawBsonDocument> batch = new ArrayList<>();
        long bytes = 0;
        try (MongoCursor<RawBsonDocument> documents = source.find(rest)
                .sort(ascending("_id"))
                .batchSize(BATCH_DOCUMENTS)
                .cursor()) {
            while (documents.hasNext()) {
                RawBsonDocument document = documents.next();
                batch.add(document);
                bytes += document.getByteBuffer().remaining();
                if (batch.size() == BATCH_DOCUMENTS || bytes >= BATCH_BYTES) {
                    entry = write(batch, entry);
                    bytes = 0;
                }
            }
        }
        if (!batch.isEmpty()) {
            entry = write(batch, entry);
        }
        return save(new Entry(Stage.COPIED, entry.last(), entry.documents(), ""));
    }

    /// Documents behind this one, of whatever types their `_id`s are: `$gt` alone compares within one type.
    private static Bson after(BsonValue id) {
        return expr(new BsonDocument(
                "$gt", new BsonArray(List.of(new BsonString("$_id"), new BsonDocument("$literal", id)))));
    }

    private Entry write(List<RawBsonDocument> batch, Entry before) {
        insert(batch);
        BsonValue last = Objects.requireNonNull(batch.getLast().get("_id"));
        Entry now = save(new Entry(Stage.DOCUMENTS, last, before.documents() + batch.size(), ""));
        batch.clear();
        giveASign(now.documents());
        return now;
    }

    /// The last batch of a copy that was killed may still be on its way when this one begins, and arrive now.
    private void insert(List<RawBsonDocument> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                target.insertMany(batch);
                return;
            } catch (MongoBulkWriteException refused) {
                if (attempt == ATTEMPTS || !isThere(refused)) {
                    throw refused;
                }
                target.deleteMany(
                        in("_id", batch.stream().map(one -> one.get("_id")).toList()));
            }
        }
    }

    private static boolean isThere(MongoBulkWriteException refused) {
        return refused.getWriteErrors().stream()
                .allMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
    }

    private Entry save(Entry entry) {
        progress.save(target.getNamespace(), entry);
        return entry;
    }

    private void giveASign(long documents) {
        long now = System.nanoTime();
        if (now - lastSign > BETWEEN_SIGNS_OF_LIFE.toNanos()) {
            output.println(target.getNamespace() + ": " + documents + " documents so far");
            lastSign = now;
        }
    }
}
