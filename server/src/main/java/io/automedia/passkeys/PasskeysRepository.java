package io.automedia.passkeys;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import io.automedia.storage.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `passkeys`.
@Component
final class PasskeysRepository {
    private static final String COUNT = "signCount";

    private static final Orders<Passkey> ORDERS =
            new Orders<>(List.of(Keyset.newest("createdAt", Passkey::createdAt, Passkey::id)));

    private final MongoCollection<Passkey> passkeys;

    PasskeysRepository(MongoDatabase database, InstalledSchema installed) {
        this.passkeys = database.getCollection(PasskeysSchema.NAME, Passkey.class);
    }

    /// Adds one.
    ///
    /// @return false when somebody has it already
    boolean add(Passkey passkey) {
        return Inserts.unlessThere(passkeys, passkey);
    }

    @Nullable
    Passkey byId(ObjectId id) {
        return passkeys.find(eq("_id", id)).first();
    }

    Optional<Passkey> byCredential(String credentialId) {
        return Optional.ofNullable(
                passkeys.find(eq("credentialId", credentialId)).first());
    }

    Page<Passkey> of(ObjectId userId, PageRequest page) {
        return ORDERS.page(passkeys, eq("userId", userId), page);
    }

    List<Passkey> all(ObjectId userId) {
        return passkeys.find(eq("userId", userId)).into(new ArrayList<>());
    }

    boolean hasAny(ObjectId userId) {
        return passkeys.find(eq("userId", userId)).first() != null;
    }

    /// Notes that it signed.
    ///
    /// @param count how often, as its device says
    /// @return false when it had signed as often before, on however many nodes: then there are two of it
    boolean used(Passkey passkey, long count, boolean isBackedUp, Instant now) {
        Bson before = count == 0 ? eq(COUNT, 0L) : lt(COUNT, count);
        return passkeys.updateOne(
                                and(eq("_id", passkey.id()), before),
                                Updates.combine(
                                        Updates.set(COUNT, count),
                                        Updates.set("isBackedUp", isBackedUp),
                                        Updates.set("lastUsedAt", now)))
                        .getMatchedCount()
                == 1;
    }

    /// Gives one another name.
    ///
    /// @param onlyAsRead whether it must still have the version that was read
    /// @return false when it is not there as it must be
    boolean rename(Passkey read, String name, boolean onlyAsRead) {
        Bson which = eq("_id", read.id());
        return passkeys.updateOne(
                                onlyAsRead ? and(which, Versions.is(read.version())) : which,
                                Updates.combine(Updates.set("name", name), Updates.inc("__v", 1L)))
                        .getMatchedCount()
                == 1;
    }

    boolean remove(ObjectId id) {
        return passkeys.deleteOne(eq("_id", id)).getDeletedCount() == 1;
    }
}
