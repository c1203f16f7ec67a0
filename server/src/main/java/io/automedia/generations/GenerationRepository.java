package io.automedia.generations;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pullAll;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import io.automedia.storage.Versions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The only user of the collection `generations`.
@Component
final class GenerationRepository {
    private static final String SOURCES = "input.context.sourceContent";
    private static final Orders<Generation> ORDERS = new Orders<>(List.of(
            Keyset.newest("createdAt", Generation::createdAt, Generation::id),
            Keyset.newest("updatedAt", Generation::updatedAt, Generation::id)));

    private final MongoCollection<Generation> generations;

    GenerationRepository(MongoDatabase database, InstalledSchema installed) {
        this.generations = database.getCollection(GenerationsSchema.NAME, Generation.class);
    }

    void insert(Generation generation) {
        generations.insertOne(generation);
    }

    Optional<Generation> find(ObjectId id) {
        return Optional.ofNullable(generations.find(eq("_id", id)).first());
    }

    Page<Generation> list(ObjectId user, GenerationQuery query, PageRequest page) {
        List<Bson> wanted = new ArrayList<>(List.of(eq("userId", user)));
        is(wanted, "status", query.status());
        is(wanted, "agentId", query.agentId());
        is(wanted, "model", query.model());
        is(wanted, "provider", query.provider());
        if (query.dateFrom() != null) {
            wanted.add(gte("createdAt", query.dateFrom()));
        }
        if (query.dateTo() != null) {
            wanted.add(lt("createdAt", query.dateTo()));
        }
        return ORDERS.page(generations, and(wanted), page);
    }

    private static void is(List<Bson> wanted, String field, @Nullable Object value) {
        if (value != null) {
            wanted.add(eq(field, value));
        }
    }

    /// Writes what its owner thinks of it, when it still has the version that was read.
    ///
    /// @return whether it had
    boolean change(Generation read, Generation.Feedback feedback) {
        return generations
                        .updateOne(
                                and(eq("_id", read.id()), Versions.is(read.version())),
                                combine(set("feedback", feedback), inc("__v", 1L)))
                        .getMatchedCount()
                == 1;
    }

    /// Mean of what people said of an agent's texts; null when nobody said anything.
    @Nullable
    Double rating(ObjectId agentId) {
        Document mean = generations
                .aggregate(
                        List.of(
                                Aggregates.match(and(eq("agentId", agentId), gte("feedback.userRating", 1))),
                                Aggregates.group(null, Accumulators.avg("rating", "$feedback.userRating"))),
                        Document.class)
                .first();
        return mean == null ? null : mean.get("rating", Number.class).doubleValue();
    }

    /// Removes a generation, when it still has the version that is demanded.
    ///
    /// @return whether nobody has to read it again first
    boolean delete(ObjectId id, OptionalLong demanded) {
        Bson which = eq("_id", id);
        long deleted = generations
                .deleteOne(demanded.isPresent() ? and(which, Versions.is(demanded.getAsLong())) : which)
                .getDeletedCount();
        return deleted == 1 || demanded.isEmpty();
    }

    /// The agents of whose texts a person said what he thinks.
    Set<ObjectId> agentsRatedBy(ObjectId user) {
        return generations
                .distinct("agentId", and(eq("userId", user), gte("feedback.userRating", 1)), ObjectId.class)
                .into(new HashSet<>());
    }

    void deleteOf(ObjectId user) {
        ContestedWrites.run(() -> generations.deleteMany(eq("userId", user)));
    }

    void forgetAgent(ObjectId agentId) {
        ContestedWrites.run(
                () -> generations.updateMany(eq("agentId", agentId), combine(unset("agentId"), inc("__v", 1L))));
    }

    /// Takes the agent out of one generation.
    void forgetAgentOf(ObjectId id) {
        generations.updateOne(eq("_id", id), combine(unset("agentId"), inc("__v", 1L)));
    }

    void forgetPosts(Collection<ObjectId> contentIds) {
        ContestedWrites.run(() -> generations.updateMany(
                in(SOURCES, contentIds), combine(pullAll(SOURCES, List.copyOf(contentIds)), inc("__v", 1L))));
    }

    /// Takes posts out of one generation.
    void forgetPosts(ObjectId id, Collection<ObjectId> contentIds) {
        generations.updateOne(eq("_id", id), combine(pullAll(SOURCES, List.copyOf(contentIds)), inc("__v", 1L)));
    }
}
