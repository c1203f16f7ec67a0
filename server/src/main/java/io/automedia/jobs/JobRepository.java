package io.automedia.jobs;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.automedia.shared.Cursor;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `jobs`.
@Component
final class JobRepository {
    private static final Bson WITHOUT_ERRORS = Projections.exclude("errors", "checkpoint", "pendingUpdates");

    private final MongoCollection<Job> jobs;

    JobRepository(MongoDatabase database, InstalledSchema installed) {
        this.jobs = database.getCollection(
                installed.collection(JobsSchema.NAME).orElseThrow().name(), Job.class);
    }

    void insert(Job job) {
        jobs.insertOne(job);
    }

    @Nullable
    Job find(ObjectId id) {
        return jobs.find(eq("_id", id)).first();
    }

    /// Takes the job that has waited longest among those of these kinds that this node may do.
    @Nullable
    Job claim(Collection<String> kinds, String node, Instant now, Instant leaseEnd) {
        return jobs.findOneAndUpdate(
                and(lte("dueAt", now), in("kind", kinds), in("node", Arrays.asList(null, node))),
                combine(
                        set("status", JobStatus.RUNNING),
                        set("dueAt", leaseEnd),
                        set("lease", new ObjectId()),
                        com.mongodb.client.model.Updates.min("startedAt", now),
                        inc("attempts", 1)),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("dueAt")).returnDocument(ReturnDocument.AFTER));
    }

    /// Changes a job while the attempt still holds it.
    ///
    /// @return the job as it is now, without its errors; null when another attempt holds it
    @Nullable
    Job change(Job job, Bson... changes) {
        return change(jobs, job, changes);
    }

    /// Holds a job for longer, which is no change of it.
    @Nullable
    Job hold(Job job, Instant leaseEnd) {
        return change(Timestamps.without(jobs), job, set("dueAt", leaseEnd));
    }

    private static @Nullable Job change(MongoCollection<Job> jobs, Job job, Bson... changes) {
        return jobs.findOneAndUpdate(
                and(eq("_id", job.id()), eq("lease", job.lease())),
                combine(changes),
                new FindOneAndUpdateOptions().projection(WITHOUT_ERRORS).returnDocument(ReturnDocument.AFTER));
    }

    /// Cancels a job that nobody works on; asks the attempt that runs to stop.
    ///
    /// @param ended what else is written when it ends by this
    @Nullable
    Job cancel(ObjectId id, Bson ended) {
        FindOneAndUpdateOptions options = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        Job cancelled = jobs.findOneAndUpdate(and(eq("_id", id), eq("status", JobStatus.PENDING)), ended, options);
        if (cancelled != null) {
            return cancelled;
        }
        return jobs.findOneAndUpdate(
                and(eq("_id", id), eq("status", JobStatus.RUNNING)), set("cancelRequested", true), options);
    }

    Page<Job> list(ObjectId owner, @Nullable JobStatus status, @Nullable String kind, PageRequest page) {
        List<Bson> wanted = new ArrayList<>(List.of(eq("userId", owner)));
        if (status != null) {
            wanted.add(eq("status", status));
        }
        if (kind != null) {
            wanted.add(eq("kind", kind));
        }
        int most = page.exactTotal() ? 0 : Page.COUNTED_EXACTLY + 1;
        long total = jobs.countDocuments(and(wanted), new CountOptions().limit(most));
        Cursor after = page.after();
        if (after != null) {
            wanted.add(beyond(after));
        }
        List<Job> found = jobs.find(and(wanted))
                .projection(WITHOUT_ERRORS)
                .sort(descending("createdAt", "_id"))
                .skip(page.offset())
                .limit(page.limit() + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > page.limit();
        List<Job> shown = more ? found.subList(0, page.limit()) : found;
        String next = more ? cursor(shown.getLast()).toString() : null;
        return new Page<>(
                shown,
                new Page.Info(
                        page.limit(),
                        page.offset(),
                        Math.min(total, page.exactTotal() ? total : Page.COUNTED_EXACTLY),
                        !page.exactTotal() && total > Page.COUNTED_EXACTLY,
                        more,
                        next));
    }

    private static Cursor cursor(Job job) {
        return new Cursor("createdAt", Long.toString(job.createdAt().toEpochMilli()), job.id());
    }

    private static Bson beyond(Cursor cursor) {
        Instant time = cursor.moment("createdAt");
        return or(lt("createdAt", time), and(eq("createdAt", time), lt("_id", cursor.id())));
    }

    /// Whether a job with this id is still to be done.
    boolean isOpen(ObjectId id) {
        Document found = jobs.find(eq("_id", id), Document.class)
                .projection(Projections.include("dueAt"))
                .first();
        return found != null && found.containsKey("dueAt");
    }
}
