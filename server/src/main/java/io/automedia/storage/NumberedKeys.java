package io.automedia.storage;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Random keys of 256 bits that all nodes share: numbered, in the store, encrypted. They are read from the primary,
/// since a key that another node made a moment ago must not be missed: it would be replaced.
public final class NumberedKeys {
    private static final String NUMBER = "number";
    private static final String KEY = "key";
    private static final int BYTES = 32;

    private final MongoCollection<Document> collection;
    private final FieldEncryption encryption;
    private final Clock clock;

    /// @param collection has `number`, which is unique, the encrypted `key`, and `createdAt`
    public NumberedKeys(MongoCollection<Document> collection, FieldEncryption encryption, Clock clock) {
        this.collection = collection.withReadPreference(ReadPreference.primary());
        this.encryption = encryption;
        this.clock = clock;
    }

    /// One of them, as it is kept.
    public record Kept(ObjectId id, int number, String encrypted) {
        private static Kept of(Document stored) {
            return new Kept(
                    stored.getObjectId("_id"), stored.get(NUMBER, Number.class).intValue(), stored.getString(KEY));
        }
    }

    /// All of them, the newest first.
    public List<Kept> all() {
        return collection.find().sort(Sorts.descending(NUMBER)).map(Kept::of).into(new ArrayList<>());
    }

    Optional<Kept> newest() {
        return kept(collection.find().sort(Sorts.descending(NUMBER)).first());
    }

    Optional<Kept> numbered(int number) {
        return kept(collection.find(eq(NUMBER, number)).first());
    }

    private static Optional<Kept> kept(@Nullable Document stored) {
        return Optional.ofNullable(stored).map(Kept::of);
    }

    /// The key itself.
    ///
    /// @throws FieldEncryptionException when it is lost, or its key service is away
    public byte[] open(Kept kept) {
        return Base64.getDecoder().decode(encryption.decrypt(name(), kept.id(), KEY, kept.encrypted()));
    }

    /// Makes one of this number, unless another node was faster.
    public void add(int number) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        ObjectId id = new ObjectId();
        String key = Base64.getEncoder().encodeToString(bytes);
        Inserts.unlessThere(
                collection,
                new Document("_id", id)
                        .append(NUMBER, number)
                        .append(KEY, encryption.encrypt(name(), id, KEY, key))
                        .append("createdAt", clock.instant()));
    }

    private String name() {
        return collection.getNamespace().getCollectionName();
    }
}
