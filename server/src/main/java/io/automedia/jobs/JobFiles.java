package io.automedia.jobs;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoGridFSException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSFile;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import io.automedia.storage.InstalledSchema;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The files that jobs make, in the store, so that every node can hand them out for a day. A file has the id of its
/// job.
@Component
class JobFiles {
    static final String BUCKET = "jobFiles";
    static final Duration KEPT = Duration.ofHours(24);

    private static final int AT_ONCE = 100;

    private final GridFSBucket bucket;
    private final MongoDatabase database;
    private final Clock clock;

    JobFiles(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.bucket = GridFSBuckets.create(database, BUCKET);
        this.database = database;
        this.clock = clock;
    }

    /// Begins the file of a job, in place of what an earlier attempt left.
    OutputStream create(ObjectId job, String name, String type) {
        remove(job);
        return bucket.openUploadStream(
                new BsonObjectId(job), name, new GridFSUploadOptions().metadata(new Document("type", type)));
    }

    /// The file of a job, when it is whole.
    @Nullable
    JobFile find(ObjectId job) {
        GridFSFile file = bucket.find(eq("_id", job)).first();
        if (file == null) {
            return null;
        }
        Document metadata = file.getMetadata();
        return new JobFile(
                file.getFilename(),
                metadata == null ? "application/octet-stream" : metadata.getString("type"),
                file.getLength(),
                file.getUploadDate().toInstant().plus(KEPT));
    }

    InputStream open(ObjectId job) {
        return bucket.openDownloadStream(job);
    }

    /// Removes the file of a job, also one that was begun and never finished.
    void remove(ObjectId job) {
        database.getCollection(BUCKET + ".files").deleteOne(eq("_id", job));
        database.getCollection(BUCKET + ".chunks").deleteMany(eq("files_id", job));
    }

    @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
    void removeOld() {
        Instant before = Instant.ofEpochMilli(clock.millis()).minus(KEPT);
        List<BsonValue> old = new ArrayList<>();
        do {
            old.clear();
            bucket.find(lt("uploadDate", before)).limit(AT_ONCE).forEach(file -> old.add(file.getId()));
            old.forEach(this::delete);
        } while (old.size() == AT_ONCE);
    }

    private void delete(BsonValue id) {
        try {
            bucket.delete(id);
        } catch (MongoGridFSException anotherNodeDid) {
            // it is gone
        }
    }
}
