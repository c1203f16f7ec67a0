package io.automedia.media;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.ReplaceOptions;
import io.automedia.shared.Cursor;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `fs.files`, `fs.chunks` and `mediaThumbnails`.
@Component
class MediaRepository {
    private static final String OWNER = "metadata.userId";

    private final GridFSBucket bucket;
    private final MongoCollection<Media> files;
    private final MongoCollection<Document> chunks;
    private final MongoCollection<Document> thumbnails;

    MediaRepository(MongoDatabase database, InstalledSchema installed) {
        this.bucket = GridFSBuckets.create(database, MediaSchema.BUCKET);
        this.files = database.getCollection(MediaSchema.FILES, Media.class);
        this.chunks = database.getCollection(MediaSchema.CHUNKS);
        this.thumbnails = database.getCollection(MediaSchema.THUMBNAILS);
    }

    /// How much a person has.
    record Usage(long files, long bytes) {}

    /// Keeps a file. Its document is written last, so that it is there whole or not at all.
    ///
    /// @return false when the person has the same file already
    boolean add(ObjectId id, String name, Media.Details details, InputStream content) {
        Document metadata = new Document("userId", details.userId())
                .append("type", details.type())
                .append("sha256", details.sha256())
                .append("width", details.width())
                .append("height", details.height())
                .append("hasThumbnail", details.hasThumbnail());
        try {
            bucket.uploadFromStream(new BsonObjectId(id), name, content, new GridFSUploadOptions().metadata(metadata));
            return true;
        } catch (MongoWriteException failed) {
            if (Inserts.isDuplicate(failed)) {
                removeParts(List.of(id));
                return false;
            }
            throw failed;
        }
    }

    @Nullable
    Media find(ObjectId id) {
        Media found = files.find(eq("_id", id)).first();
        return found == null || found.metadata() == null ? null : found;
    }

    @Nullable
    Media same(ObjectId owner, String sha256) {
        return files.find(and(eq(OWNER, owner), eq("metadata.sha256", sha256))).first();
    }

    /// Which of these files are a person's.
    Set<ObjectId> own(ObjectId owner, Collection<ObjectId> ids) {
        return files.find(and(in("_id", ids), eq(OWNER, owner)))
                .projection(include("_id"))
                .map(Media::id)
                .into(new HashSet<>());
    }

    InputStream open(ObjectId id) {
        return bucket.openDownloadStream(id);
    }

    void addThumbnail(ObjectId id, Thumbnail thumbnail) {
        thumbnails.replaceOne(
                eq("_id", id),
                new Document("type", thumbnail.type()).append("data", new Binary(thumbnail.bytes())),
                new ReplaceOptions().upsert(true));
    }

    @Nullable
    Thumbnail thumbnail(ObjectId id) {
        Document found = thumbnails.find(eq("_id", id)).first();
        return found == null
                ? null
                : new Thumbnail(
                        found.getString("type"), found.get("data", Binary.class).getData());
    }

    /// Removes a file: its document first, since without it nobody sees the rest.
    void remove(ObjectId id) {
        files.deleteOne(eq("_id", id));
        removeParts(List.of(id));
    }

    /// Removes what belongs to files that are not there.
    void removeParts(Collection<ObjectId> ids) {
        if (!ids.isEmpty()) {
            chunks.deleteMany(in("files_id", ids));
            thumbnails.deleteMany(in("_id", ids));
        }
    }

    Usage usage(ObjectId owner) {
        Document sum = files.aggregate(
                        List.of(
                                Aggregates.match(eq(OWNER, owner)),
                                Aggregates.group(
                                        null, Accumulators.sum("files", 1), Accumulators.sum("bytes", "$length"))),
                        Document.class)
                .first();
        return sum == null
                ? new Usage(0, 0)
                : new Usage(
                        sum.get("files", Number.class).longValue(),
                        sum.get("bytes", Number.class).longValue());
    }

    Page<Media> list(ObjectId owner, PageRequest page) {
        Bson his = eq(OWNER, owner);
        int most = page.exactTotal() ? 0 : Page.COUNTED_EXACTLY + 1;
        long total = files.countDocuments(his, new CountOptions().limit(most));
        Cursor after = page.after();
        List<Media> found = files.find(after == null ? his : and(his, beyond(after)))
                .sort(descending("uploadDate", "_id"))
                .skip(page.offset())
                .limit(page.limit() + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > page.limit();
        List<Media> shown = more ? found.subList(0, page.limit()) : found;
        boolean estimated = !page.exactTotal() && total > Page.COUNTED_EXACTLY;
        return new Page<>(
                shown,
                new Page.Info(
                        page.limit(),
                        page.offset(),
                        estimated ? Page.COUNTED_EXACTLY : total,
                        estimated,
                        more,
                        more ? cursor(shown.getLast()).toString() : null));
    }

    private static Cursor cursor(Media media) {
        return new Cursor("uploadDate", Long.toString(media.uploadDate().toEpochMilli()), media.id());
    }

    private static Bson beyond(Cursor cursor) {
        Instant time = cursor.moment("uploadDate");
        return or(lt("uploadDate", time), and(eq("uploadDate", time), lt("_id", cursor.id())));
    }

    /// Ids of files of which there are chunks, in order, after one and before another. The index is jumped
    /// through, so that large files cost no more than small ones.
    List<ObjectId> chunked(ObjectId after, ObjectId before, int most) {
        List<ObjectId> found = new ArrayList<>();
        ObjectId last = after;
        while (last != null && found.size() < most) {
            Document next = chunks.find(and(gt("files_id", last), lt("files_id", before)))
                    .sort(ascending("files_id", "n"))
                    .projection(include("files_id"))
                    .first();
            last = next == null ? null : next.getObjectId("files_id");
            if (last != null) {
                found.add(last);
            }
        }
        return found;
    }

    /// Ids of small copies, likewise.
    List<ObjectId> withThumbnail(ObjectId after, ObjectId before, int most) {
        return thumbnails
                .find(and(gt("_id", after), lt("_id", before)))
                .sort(ascending("_id"))
                .projection(include("_id"))
                .limit(most)
                .map(found -> found.getObjectId("_id"))
                .into(new ArrayList<>());
    }

    /// Those of these files that are not there.
    Set<ObjectId> missing(Collection<ObjectId> ids) {
        Set<ObjectId> missing = new HashSet<>(ids);
        files.find(in("_id", ids), Document.class)
                .projection(include("_id"))
                .forEach(file -> missing.remove(file.getObjectId("_id")));
        return missing;
    }
}
