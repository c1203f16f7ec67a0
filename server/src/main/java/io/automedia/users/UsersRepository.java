package io.automedia.users;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.type;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.access.Caller;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.ChangedFields;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import io.automedia.storage.Timestamps;
import io.automedia.storage.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWrapper;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `users`.
@Component
final class UsersRepository {
    private static final String DUE = "retention.dueAt";
    private static final String DEFAULT_AGENT = "preferences.contentDefaults.defaultAgent";

    private static final Orders<User> ORDERS =
            new Orders<>(List.of(Keyset.newest("createdAt", User::createdAt, User::id)));

    private final MongoCollection<User> users;

    UsersRepository(MongoDatabase database, InstalledSchema installed) {
        this.users = database.getCollection(UsersSchema.NAME, User.class);
    }

    /// Adds the account.
    ///
    /// @return false when the address has one already
    boolean add(User user) {
        return Inserts.unlessThere(users, user);
    }

    Optional<User> byId(ObjectId id) {
        return Optional.ofNullable(users.find(eq("_id", id)).first());
    }

    Optional<User> byEmail(String email) {
        return Optional.ofNullable(users.find(eq("email", email)).first());
    }

    /// The accounts that were made first.
    List<User> oldest(int limit) {
        return users.find()
                .sort(Sorts.ascending("createdAt", "_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    Optional<User> oldestWithRole(String role) {
        return Optional.ofNullable(users.find(and(eq("role", role), eq("isActive", true)))
                .sort(Sorts.ascending("createdAt", "_id"))
                .first());
    }

    /// Accounts, newest first.
    Page<User> page(AccountQuery query, PageRequest page) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        String email = query.email();
        wanted.put("email", email == null ? null : EmailAddress.normalise(email).orElse(email));
        wanted.put("role", query.role());
        wanted.put("isActive", query.isActive());
        wanted.put("subscription.plan", query.plan());
        wanted.put("subscription.status", query.status());
        wanted.values().removeIf(Objects::isNull);
        Document plain = new Document(wanted);
        String search = query.search();
        return ORDERS.page(users, search == null || search.isBlank() ? plain : and(plain, beginning(search)), page);
    }

    /// Addresses are kept in one spelling, so that those with one beginning stand side by side in their index.
    private static Bson beginning(String search) {
        String beginning = search.strip().toLowerCase(Locale.ROOT);
        return and(gte("email", beginning), lt("email", beginning + Character.MAX_VALUE));
    }

    /// Whether somebody else may run this instance.
    boolean isAnotherAdmin(ObjectId id) {
        return users.find(and(eq("role", Caller.Person.ADMIN), eq("isActive", true), ne("_id", id)))
                        .first()
                != null;
    }

    /// Writes what a change made different, and nothing else.
    ///
    /// @return false when someone else was faster
    boolean change(User before, User after) {
        Bson sameVersion = and(eq("_id", before.id()), Versions.is(before.version()));
        return users.updateOne(sameVersion, ChangedFields.between(document(before), document(after)))
                        .getMatchedCount()
                == 1;
    }

    private BsonDocument document(User user) {
        return BsonDocumentWrapper.asBsonDocument(user, users.getCodecRegistry());
    }

    /// Takes an agent out of the preferences that name it.
    ///
    /// @param except who may go on naming it; null for nobody
    void forgetAgent(ObjectId agentId, @Nullable ObjectId except) {
        Bson naming = eq(DEFAULT_AGENT, agentId);
        users.updateMany(
                except == null ? naming : and(naming, ne("_id", except)),
                Updates.combine(Updates.unset(DEFAULT_AGENT), Updates.inc("__v", 1L)));
    }

    List<User> retentionsDue(Instant now, int limit) {
        return users.find(lte(DUE, now)).sort(Sorts.ascending(DUE)).limit(limit).into(new ArrayList<>());
    }

    /// Notes how far a library was looked through.
    ///
    /// @return false when its owner keeps posts for another time by now
    boolean retained(User user, User.@Nullable Retention next) {
        Integer days = user.preferences().contentDefaults().retentionDays();
        return Timestamps.without(users)
                        .updateOne(
                                and(eq("_id", user.id()), eq("preferences.contentDefaults.retentionDays", days)),
                                next == null ? Updates.unset("retention") : Updates.set("retention", next))
                        .getMatchedCount()
                == 1;
    }

    void countGenerated(ObjectId id, long contents, long tokens) {
        count(
                id,
                Updates.combine(
                        Updates.inc("statistics.totalContentGenerated", contents),
                        Updates.inc("statistics.totalTokensUsed", tokens)));
    }

    void noteKeyUsed(ObjectId id, ObjectId keyId, Instant at) {
        Timestamps.without(users)
                .updateOne(
                        eq("_id", id),
                        Updates.max("settings.apiKeys.$[used].lastUsed", at),
                        new UpdateOptions().arrayFilters(List.of(eq("used._id", keyId))));
    }

    void noteActivity(ObjectId id, Instant at) {
        count(id, Updates.max("statistics.lastActivity", at));
    }

    void countCollected(ObjectId id, long more) {
        count(id, Updates.inc("statistics.totalContentCollected", more));
    }

    /// Another program may have left null in place of the numbers, in which nothing can be counted.
    private void count(ObjectId id, Bson change) {
        Bson none = type("statistics", BsonType.NULL);
        MongoCollection<User> counted = Timestamps.without(users);
        if (counted.updateOne(and(eq("_id", id), not(none)), change).getMatchedCount() == 0
                && counted.updateOne(and(eq("_id", id), none), Updates.unset("statistics"))
                                .getMatchedCount()
                        == 1) {
            counted.updateOne(eq("_id", id), change);
        }
    }
}
