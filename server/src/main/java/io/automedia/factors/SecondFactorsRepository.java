package io.automedia.factors;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Reads and writes `secondFactors`. Each change names what it was made on, so that of several at
/// once, on however many nodes, one is made.
@Component
final class SecondFactorsRepository {
    private static final String SECRET = SecondFactorsSchema.SECRET;
    private static final String LAST_STEP = "lastStep";
    private static final String RECOVERY_CODES = "recoveryCodes";
    private static final String CONFIRMED = "confirmedAt";

    private final MongoCollection<SecondFactor> factors;

    SecondFactorsRepository(MongoDatabase database, InstalledSchema installed) {
        this.factors = database.getCollection(SecondFactorsSchema.NAME, SecondFactor.class);
    }

    Optional<SecondFactor> of(ObjectId person) {
        return Optional.ofNullable(factors.find(eq("_id", person)).first());
    }

    /// Adds the first one of a person.
    ///
    /// @return false when somebody else was faster
    boolean add(SecondFactor factor) {
        return Inserts.unlessThere(factors, factor);
    }

    /// Replaces one that was never confirmed.
    boolean replace(SecondFactor former, SecondFactor next) {
        return factors.replaceOne(and(same(former), eq(CONFIRMED, null)), next).getMatchedCount() == 1;
    }

    boolean confirm(SecondFactor factor, long step, List<String> recoveryCodes, Instant now) {
        return factors.updateOne(
                                and(same(factor), eq(CONFIRMED, null)),
                                Updates.combine(
                                        Updates.set(CONFIRMED, now),
                                        Updates.set(LAST_STEP, step),
                                        Updates.set(RECOVERY_CODES, recoveryCodes)))
                        .getMatchedCount()
                == 1;
    }

    /// Uses a step up, and all before it.
    ///
    /// @return false when it, or a later one, was used before
    boolean use(SecondFactor factor, long step) {
        return factors.updateOne(and(same(factor), lt(LAST_STEP, step)), Updates.set(LAST_STEP, step))
                        .getMatchedCount()
                == 1;
    }

    /// Uses a recovery code up.
    ///
    /// @return false when it was used before
    boolean use(SecondFactor factor, String recoveryCode) {
        return factors.updateOne(
                                and(same(factor), eq(RECOVERY_CODES, recoveryCode)),
                                Updates.pull(RECOVERY_CODES, recoveryCode))
                        .getMatchedCount()
                == 1;
    }

    boolean renew(SecondFactor factor, List<String> recoveryCodes) {
        return factors.updateOne(same(factor), Updates.set(RECOVERY_CODES, recoveryCodes))
                        .getMatchedCount()
                == 1;
    }

    boolean remove(ObjectId person) {
        return factors.deleteOne(eq("_id", person)).getDeletedCount() == 1;
    }

    private static Bson same(SecondFactor factor) {
        return and(eq("_id", factor.id()), eq(SECRET, factor.secret()));
    }
}
