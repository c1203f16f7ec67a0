package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// Lets one of several nodes at a time do a piece of work. A lease that is not renewed passes to whoever asks after it
/// ran out, so work under a lease must be safe to repeat.
@Component
public final class Leases {
    private final MongoCollection<Document> leases;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    Leases(MongoDatabase database, Clock clock) {
        this.leases = database.getCollection("leases");
        this.clock = clock;
    }

    /// Takes the lease when it is free, has run out, or is ours already.
    public Optional<Lease> acquire(String name, Duration time) {
        Instant now = clock.instant();
        Document taken = leases.findOneAndUpdate(
                and(eq("_id", name), or(lte("until", now), eq("owner", owner))),
                Updates.combine(
                        Updates.set("owner", owner), Updates.set("until", now.plus(time)), Updates.inc("token", 1L)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return taken == null
                ? first(name, now.plus(time))
                : Optional.of(new Lease(name, owner, taken.getLong("token")));
    }

    /// Takes a lease that nobody ever had.
    private Optional<Lease> first(String name, Instant until) {
        Document first = new Document("_id", name)
                .append("owner", owner)
                .append("until", until)
                .append("token", 1L);
        return Inserts.unlessThere(leases, first) ? Optional.of(new Lease(name, owner, 1)) : Optional.empty();
    }

    /// Extends a lease that we still hold.
    ///
    /// @return false when another node holds it now: stop the work
    public boolean renew(Lease lease, Duration time) {
        return leases.updateOne(
                                held(lease),
                                Updates.set("until", clock.instant().plus(time)))
                        .getMatchedCount()
                == 1;
    }

    /// Gives the lease back, so that the next one need not wait.
    public void release(Lease lease) {
        leases.updateOne(held(lease), Updates.set("until", Instant.EPOCH));
    }

    private static org.bson.conversions.Bson held(Lease lease) {
        return and(eq("_id", lease.name()), eq("owner", lease.owner()), eq("token", lease.token()));
    }
}
