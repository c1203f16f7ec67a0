package io.automedia.agents;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import io.automedia.storage.RecordUpdate;
import io.automedia.storage.Timestamps;
import io.automedia.storage.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The only user of the collections `agents` and `agentVersions`.
@Component
final class AgentRepository {
    private static final int MOST_VERSIONS = 100;

    /// What its owner decides.
    private static final List<String> DECIDED = List.of(
            "name",
            "description",
            "type",
            "systemPrompt",
            "config",
            "persona",
            "capabilities",
            "tags",
            "version",
            "isPublic",
            "updatedAt");

    private static final Orders<Agent> ORDERS = new Orders<>(List.of(
            Keyset.newest("createdAt", Agent::createdAt, Agent::id),
            Keyset.newest("updatedAt", Agent::updatedAt, Agent::id)));
    private static final Keyset<AgentVersion> LAST_VERSION =
            Keyset.byNumber("version", false, AgentVersion::version, AgentVersion::id);

    private final MongoCollection<Agent> agents;
    private final MongoCollection<AgentVersion> versions;

    AgentRepository(MongoDatabase database, InstalledSchema installed) {
        this.agents = database.getCollection(AgentsSchema.NAME, Agent.class);
        this.versions = database.getCollection(AgentVersionsSchema.NAME, AgentVersion.class);
    }

    /// Adds an agent.
    ///
    /// @return false when the person has one of that name
    boolean insert(Agent agent) {
        return written(() -> agents.insertOne(agent));
    }

    Optional<Agent> find(ObjectId id) {
        return Optional.ofNullable(agents.find(eq("_id", id)).first());
    }

    Page<Agent> list(@Nullable ObjectId user, Agent.@Nullable Type type, PageRequest page) {
        Bson which = user == null ? eq("isPublic", true) : eq("userId", user);
        return ORDERS.page(agents, type == null ? which : and(which, eq("type", type)), page);
    }

    long countOf(ObjectId user, int most) {
        return agents.countDocuments(eq("userId", user), new CountOptions().limit(most));
    }

    List<Agent> ofUser(ObjectId user, int limit) {
        return agents.find(eq("userId", user)).limit(limit).into(new ArrayList<>());
    }

    /// What became of a change.
    enum Outcome {
        DONE,
        CONTESTED,
        NAME_TAKEN
    }

    /// Keeps the former version, then writes what its owner decides, when nobody changed it since it was
    /// read. What counts its use stays as it is meanwhile.
    Outcome change(Agent read, Agent changed) {
        if (changed.version() != read.version()) {
            remember(read, changed.updatedAt());
        }
        Bson change = combine(RecordUpdate.of(changed, agents.getCodecRegistry(), DECIDED), inc("__v", 1L));
        boolean[] found = new boolean[1];
        boolean isFree = written(() ->
                found[0] = agents.updateOne(and(eq("_id", read.id()), Versions.is(read.revision())), change)
                                .getMatchedCount()
                        == 1);
        if (!isFree) {
            return Outcome.NAME_TAKEN;
        }
        return found[0] ? Outcome.DONE : Outcome.CONTESTED;
    }

    /// A change that was refused has left what the agent is: then it is replaced only now.
    private void remember(Agent read, Instant now) {
        boolean isNew = written(() -> versions.insertOne(
                new AgentVersion(new ObjectId(), read.id(), read.version(), read.definition(), now)));
        if (!isNew) {
            versions.updateOne(and(eq("agentId", read.id()), eq("version", read.version())), set("replacedAt", now));
        }
        if (read.version() > MOST_VERSIONS) {
            ContestedWrites.run(() ->
                    versions.deleteMany(and(eq("agentId", read.id()), lte("version", read.version() - MOST_VERSIONS))));
        }
    }

    /// Newest first. What a change that was refused kept of the agent is no former version: it still is what it is.
    Page<AgentVersion> versions(Agent agent, PageRequest page) {
        return LAST_VERSION.page(versions, and(eq("agentId", agent.id()), lt("version", agent.version())), page);
    }

    /// Gives an agent another version, when it still has the one that was read.
    ///
    /// @return whether it had
    boolean claim(Agent read) {
        return agents.updateOne(and(eq("_id", read.id()), Versions.is(read.revision())), inc("__v", 1L))
                        .getMatchedCount()
                == 1;
    }

    void setFavorite(ObjectId id, boolean isFavorite) {
        agents.updateOne(
                and(eq("_id", id), ne("isFavorite", isFavorite)),
                combine(set("isFavorite", isFavorite), inc("__v", 1L)));
    }

    /// Makes an agent a person's only default one.
    ///
    /// @return false when another one became it at the same moment
    boolean makeDefault(Agent agent) {
        ContestedWrites.run(() -> agents.updateMany(
                and(eq("userId", agent.userId()), eq("isDefault", true), ne("_id", agent.id())),
                combine(set("isDefault", false), inc("__v", 1L))));
        return written(() -> agents.updateOne(
                and(eq("_id", agent.id()), ne("isDefault", true)), combine(set("isDefault", true), inc("__v", 1L))));
    }

    void unmakeDefault(ObjectId id) {
        agents.updateOne(and(eq("_id", id), eq("isDefault", true)), combine(set("isDefault", false), inc("__v", 1L)));
    }

    /// Counts a use, when no other was counted since the agent was read.
    ///
    /// @return whether it was counted
    boolean count(Agent read, Agent.Usage usage, double averageTime) {
        long before = read.usage().count();
        // another program may have left the count out
        Bson uncounted = before == 0 ? in("usage.count", Arrays.asList(0L, null)) : eq("usage.count", before);
        return Timestamps.without(agents)
                        .updateOne(
                                and(eq("_id", read.id()), uncounted),
                                combine(set("usage", usage), set("performance.averageGenerationTime", averageTime)))
                        .getMatchedCount()
                == 1;
    }

    void rate(ObjectId id, @Nullable Double rating) {
        Timestamps.without(agents)
                .updateOne(
                        eq("_id", id),
                        rating == null ? unset("performance.userRating") : set("performance.userRating", rating));
    }

    void delete(ObjectId id) {
        agents.deleteOne(eq("_id", id));
    }

    void forgetVersions(ObjectId id) {
        ContestedWrites.run(() -> versions.deleteMany(eq("agentId", id)));
    }

    /// Takes an agent out of its copies.
    void forgetParent(ObjectId id) {
        ContestedWrites.run(() -> agents.updateMany(eq("parentId", id), combine(unset("parentId"), inc("__v", 1L))));
    }

    private static boolean written(Runnable write) {
        try {
            ContestedWrites.run(() -> {
                write.run();
                return true;
            });
            return true;
        } catch (MongoWriteException failure) {
            if (Inserts.isDuplicate(failure)) {
                return false;
            }
            throw failure;
        }
    }
}
