package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data keys, shared by all nodes: kept in the store, each wrapped by a master key. The newest
/// that can be opened encrypts; every one that can be opened decrypts.
final class EncryptionKeys {
    private static final Logger log = LoggerFactory.getLogger(EncryptionKeys.class);
    private static final Configuration TINK = AeadConfig2026.get();

    /// After so much time every node encrypts with a key that one of them made.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /// A key in use.
    ///
    /// @param master the id of the master key that opened it
    record DataKey(String id, Aead aead, KeysetHandle keyset, String master) {}

    private final MongoCollection<StoredKey> collection;
    private final MasterKeys masters;
    private final Clock clock;
    private final Set<String> complained = new HashSet<>();
    private Map<String, DataKey> opened = Map.of();
    private Instant lookedAt = Instant.MIN;

    private EncryptionKeys(MongoDatabase database, MasterKeys masters, Clock clock) {
        this.collection = keys(database);
        this.masters = masters;
        this.clock = clock;
    }

    private static MongoCollection<StoredKey> keys(MongoDatabase database) {
        return database.getCollection(EncryptionKeysSchema.NAME, StoredKey.class)
                .withReadPreference(ReadPreference.primary());
    }

    /// Whether the store holds a key already, so that only the right master key will do.
    static boolean areIn(MongoDatabase database) {
        return keys(database).find().first() != null;
    }

    /// Opens the keys in the store, and makes the first where there is none.
    ///
    /// @param masterKeyIsLost makes another when none can be opened: what was encrypted before is
    /// given up
    /// @param texts what the keys encrypted
    /// @throws MasterKeyException when there are keys, and no master key opens any of them
    static EncryptionKeys open(
            MongoDatabase database, MasterKeys masters, boolean masterKeyIsLost, Clock clock, EncryptedTexts texts) {
        EncryptionKeys keys = new EncryptionKeys(database, masters, clock);
        keys.begin(masterKeyIsLost, texts);
        return keys;
    }

    private synchronized void begin(boolean masterKeyIsLost, EncryptedTexts texts) {
        List<StoredKey> shut = load();
        if (opened.isEmpty() && (shut.isEmpty() || masterKeyIsLost)) {
            insert(masters.primary(), numberAfter(shut), null);
            shut = load();
        }
        if (opened.isEmpty()) {
            throw wrongMasterKey(shut, texts);
        }
    }

    private MasterKeyException wrongMasterKey(List<StoredKey> shut, EncryptedTexts texts) {
        return new MasterKeyException("The master key in " + masters.place()
                + " is not the one of this store: it does not open the encryption key "
                + shut.getFirst().name() + " of database "
                + collection.getNamespace().getDatabaseName()
                + ofMaster(shut.getFirst())
                + ". Set " + MasterKeys.VARIABLE
                + " to the key that was used before, the same on every node (without that"
                + " setting it was master.key in the data folder). Nothing was changed. " + encryptedBy(shut, texts)
                + WHEN_LOST);
    }

    private static String ofMaster(StoredKey key) {
        return key.masterKey() == null ? "" : ", which belongs to master key " + key.masterKey();
    }

    private static String encryptedBy(List<StoredKey> shut, EncryptedTexts texts) {
        Set<String> names = shut.stream().map(StoredKey::name).collect(Collectors.toSet());
        Map<String, Long> lost = texts.counts().stream()
                .filter(count -> names.contains(count.key()))
                .collect(Collectors.groupingBy(
                        EncryptedTexts.Count::field,
                        LinkedHashMap::new,
                        Collectors.summingLong(EncryptedTexts.Count::texts)));
        return lost.isEmpty()
                ? ""
                : "Without it these can't be read: "
                        + lost.entrySet().stream()
                                .map(field -> field.getKey() + " (" + field.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + ". ";
    }

    /// What to do without the key.
    static final String WHEN_LOST = "If the key is lost, start once with --automedia.master-key-lost=true: stored API"
            + " keys and credentials stay unreadable and must be entered again, and people sign in again.";

    /// The key that encrypts now.
    synchronized DataKey current() {
        if (!clock.instant().isBefore(lookedAt.plus(LOOK_AGAIN))) {
            load();
        }
        return opened.values().iterator().next();
    }

    /// A key by its id; null when it isn't there or no master key opens it.
    synchronized @Nullable DataKey byId(String id) {
        DataKey key = opened.get(id);
        if (key == null) {
            load();
            key = opened.get(id);
        }
        return key;
    }

    /// All keys in the store, newest first, whether they can be opened or not.
    List<StoredKey> stored() {
        return collection
                .find()
                .sort(Sorts.descending("number", "createdAt", "_id"))
                .into(new ArrayList<>());
    }

    /// Makes a key that takes the place of all before it.
    ///
    /// @param before those that there were when that was decided
    /// @return false when another node made one at the same time
    synchronized boolean replaceAll(List<StoredKey> before, MasterKey master) {
        boolean made = insert(master, numberAfter(before), RotationProgress.begin(now()));
        load();
        return made;
    }

    /// Wraps all keys that can be opened by one master key: the others are not needed for them any
    /// more.
    synchronized void wrapAll(String masterId) {
        load();
        MasterKey master = masters.all().stream()
                .filter(known -> known.id().equals(masterId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The master key " + masterId + " is not here any more"));
        for (StoredKey stored : stored()) {
            DataKey key = opened.get(stored.name());
            if (key != null && !key.master().equals(masterId)) {
                collection.updateOne(
                        and(eq("_id", stored.id()), eq("keyset", stored.keyset())),
                        Updates.combine(
                                Updates.set("keyset", new Binary(wrapped(key.keyset(), stored.name(), master))),
                                Updates.set("masterKey", masterId)));
            }
        }
        load();
    }

    /// Notes how far the rotation to a key has come.
    ///
    /// @return false when somebody else was there first
    boolean save(ObjectId key, RotationProgress before, RotationProgress after) {
        return collection
                        .updateOne(
                                and(
                                        eq("_id", key),
                                        eq("rotation.pass", before.pass()),
                                        eq("rotation.collection", before.collection()),
                                        eq("rotation.after", before.after()),
                                        eq("rotation.finishedAt", null)),
                                Updates.set("rotation", after))
                        .getMatchedCount()
                == 1;
    }

    /// @return the keys that can't be opened here, newest first
    private List<StoredKey> load() {
        List<StoredKey> all = stored();
        List<StoredKey> shut = open(all);
        if (!shut.isEmpty() && masters.refresh()) {
            shut = open(all);
        }
        lookedAt = clock.instant();
        shut.forEach(this::complain);
        return shut;
    }

    /// What this node has opened once it can go on using, also when its master key was taken out of
    /// use meanwhile.
    private List<StoredKey> open(List<StoredKey> all) {
        Map<String, DataKey> found = new LinkedHashMap<>();
        List<StoredKey> shut = new ArrayList<>();
        for (StoredKey stored : all) {
            DataKey key = opened(stored);
            DataKey known = key == null ? opened.get(stored.name()) : key;
            if (known != null) {
                found.put(stored.name(), known);
            }
            if (key == null) {
                shut.add(stored);
            }
        }
        opened = found;
        return shut;
    }

    private @Nullable DataKey opened(StoredKey stored) {
        for (MasterKey master : masters.all()) {
            try {
                KeysetHandle keyset = TinkProtoKeysetFormat.parseEncryptedKeyset(
                        stored.keyset().getData(), master.aead(), associated(stored.name()), TINK);
                return new DataKey(stored.name(), keyset.getPrimitive(TINK, Aead.class), keyset, master.id());
            } catch (GeneralSecurityException ofAnotherMasterKey) {
                // the next one may open it
            }
        }
        return null;
    }

    private void complain(StoredKey shut) {
        if (!opened.isEmpty() && complained.add(shut.name())) {
            log.error(
                    "The encryption key {} belongs to another master key{} than those in {}: what was encrypted with it"
                            + " can't be read until {} has that one, too. ./automedia keys status tells in which fields"
                            + " that is.",
                    shut.name(),
                    shut.masterKey() == null ? "" : " (" + shut.masterKey() + ")",
                    masters.place(),
                    MasterKeys.VARIABLE);
        }
    }

    private static int numberAfter(List<StoredKey> keys) {
        return 1
                + keys.stream()
                        .mapToInt(key -> key.number() == null ? 0 : key.number())
                        .max()
                        .orElse(0);
    }

    /// Adds a key, unless another node was faster.
    ///
    /// @return false when it was
    private boolean insert(MasterKey master, int number, @Nullable RotationProgress rotation) {
        ObjectId id = new ObjectId();
        Binary keyset = new Binary(wrapped(generate(), id.toHexString(), master));
        try {
            collection.insertOne(new StoredKey(id, number, keyset, master.id(), now(), rotation));
            return true;
        } catch (MongoWriteException failed) {
            if (ErrorCategory.fromErrorCode(failed.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
            return false;
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static KeysetHandle generate() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java can't make AES keys.", cause);
        }
    }

    private static byte[] wrapped(KeysetHandle keyset, String id, MasterKey master) {
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, master.aead(), associated(id), TINK);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java can't encrypt a key.", cause);
        }
    }

    private static byte[] associated(String id) {
        return (EncryptionKeysSchema.NAME + "/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
