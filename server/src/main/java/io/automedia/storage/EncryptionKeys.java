package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
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

    /// After so much time every node encrypts with a key that one of them made.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /// A key in use.
    ///
    /// @param master the id of the master key that opened it
    /// @param wrapped as it was stored then
    record DataKey(String id, Aead aead, KeysetHandle keyset, String master, Binary wrapped) {}

    private final MongoCollection<StoredKey> collection;
    private final MasterKeys masters;
    private final KeyWrapping wrapping;
    private final Clock clock;
    /// What was shut when its loss was accepted; written at the start only.
    private final Set<String> givenUp = new HashSet<>();
    private final Set<String> complained = new HashSet<>();
    /// Held by who looks into the store, and may wait for a key service. Who has the key that he needs
    /// doesn't wait.
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Map<String, DataKey> opened = Map.of();
    private volatile Instant lookedAt = Instant.MIN;

    private EncryptionKeys(MongoDatabase database, MasterKeys masters, Clock clock) {
        this.collection = keys(database);
        this.masters = masters;
        this.wrapping = new KeyWrapping(masters, clock);
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
        keys.looking(() -> keys.begin(masterKeyIsLost, texts));
        return keys;
    }

    private void looking(Runnable what) {
        looking.lock();
        try {
            what.run();
        } finally {
            looking.unlock();
        }
    }

    private void begin(boolean masterKeyIsLost, EncryptedTexts texts) {
        List<StoredKey> shut = load();
        if (masterKeyIsLost) {
            shut.forEach(key -> givenUp.add(key.name()));
        }
        if (opened.isEmpty() && (shut.isEmpty() || masterKeyIsLost)) {
            insert(prepare(masters.primary()), numberAfter(shut), null);
            shut = load();
        }
        if (opened.isEmpty()) {
            throw wrongMasterKey(shut, texts);
        }
        StoredKey newest = stored().getFirst();
        if (!masterKeyIsLost && !opened.containsKey(newest.name()) && wrapping.refusal(newest.name()) != null) {
            // an older one would encrypt in its place
            throw wrongMasterKey(List.of(newest), texts);
        }
    }

    private MasterKeyException wrongMasterKey(List<StoredKey> shut, EncryptedTexts texts) {
        String refusal = wrapping.refusal(shut.getFirst().name());
        if (refusal != null) {
            return new MasterKeyException(
                    "The encryption key " + shut.getFirst().name() + " of database "
                            + collection.getNamespace().getDatabaseName() + " can't be opened. " + refusal
                            + " Then start again. Nothing was changed. " + encryptedBy(shut, texts) + WHEN_LOST);
        }
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
    DataKey current() {
        if (!clock.instant().isBefore(lookedAt.plus(LOOK_AGAIN)) && looking.tryLock()) {
            try {
                load();
            } finally {
                looking.unlock();
            }
        }
        return opened.values().iterator().next();
    }

    /// A key by its id; null when it isn't there or no master key opens it.
    @Nullable
    DataKey byId(String id) {
        if (!opened.containsKey(id)) {
            looking(() -> {
                if (!opened.containsKey(id)) {
                    load();
                }
            });
        }
        return opened.get(id);
    }

    /// Why a key that isn't to be had is not, for people: what the key service says is for the log.
    ///
    /// @param what can't be done without it: a sentence and a space
    FieldEncryptionException shut(String what, String id) {
        if (wrapping.refusal(id) == null) {
            return new FieldEncryptionException(what + "Its key " + id
                    + " is missing or belongs to another master key. Set " + MasterKeys.VARIABLE
                    + " to the one in use when it was stored, or enter the secret again.");
        }
        return new FieldEncryptionException(
                what + "Its key " + id + " can't be opened now; the log of the server says why.",
                !givenUp.contains(id) && wrapping.mayPass(id));
    }

    /// What a key service says why a key can't be opened; null where none is the reason.
    @Nullable
    String refusal(String id) {
        return wrapping.refusal(id);
    }

    /// All keys in the store, newest first, whether they can be opened or not.
    List<StoredKey> stored() {
        return collection
                .find()
                .sort(Sorts.descending("number", "createdAt", "_id"))
                .into(new ArrayList<>());
    }

    /// A new key that is not in the store yet.
    ///
    /// @param master the id of the master key that wraps it
    record Prepared(ObjectId id, Binary keyset, String master) {}

    /// Makes a new key.
    ///
    /// @throws MasterKeyException when the key service does not wrap and open it
    static Prepared prepare(MasterKey master) {
        ObjectId id = new ObjectId();
        byte[] wrapped = KeyWrapping.wrapped(KeyWrapping.generate(), id.toHexString(), master);
        return new Prepared(id, new Binary(wrapped), master.id());
    }

    /// Has a key take the place of all before it.
    ///
    /// @param before those that there were when that was decided
    /// @return false when another node made one at the same time
    boolean replaceAll(List<StoredKey> before, Prepared next) {
        boolean made = insert(next, numberAfter(before), RotationProgress.begin(now()));
        looking(this::load);
        return made;
    }

    /// Wraps all keys that can be opened by one master key: the others are not needed for them any
    /// more. One in a key service wraps its own anew, too, since it may have a newer version there.
    void wrapAll(String masterId) {
        looking(() -> wrap(masterId));
    }

    private void wrap(String masterId) {
        load();
        MasterKey master = masters.all().stream()
                .filter(known -> known.id().equals(masterId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The master key " + masterId + " is not here any more"));
        for (StoredKey stored : stored()) {
            DataKey key = opened.get(stored.name());
            if (key != null && (master.isRemote() || !key.master().equals(masterId))) {
                collection.updateOne(
                        and(eq("_id", stored.id()), eq("keyset", stored.keyset())),
                        Updates.combine(
                                Updates.set(
                                        "keyset", new Binary(KeyWrapping.wrapped(key.keyset(), stored.name(), master))),
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
            } else {
                complained.remove(stored.name());
            }
        }
        opened = found;
        return shut;
    }

    /// What was opened once isn't opened again while it and its master key are there: a key service is
    /// not asked all the time, and may be away.
    private @Nullable DataKey opened(StoredKey stored) {
        DataKey known = opened.get(stored.name());
        return known != null && known.wrapped().equals(stored.keyset()) && masters.have(known.master())
                ? known
                : wrapping.open(stored);
    }

    private void complain(StoredKey shut) {
        if (opened.isEmpty() || !complained.add(shut.name())) {
            return;
        }
        String refusal = wrapping.refusal(shut.name());
        if (refusal == null) {
            log.error(
                    "The encryption key {} belongs to another master key{} than those in {}: what was encrypted with it"
                            + " can't be read until {} has that one, too. ./automedia keys status tells in which fields"
                            + " that is.",
                    shut.name(),
                    shut.masterKey() == null ? "" : " (" + shut.masterKey() + ")",
                    masters.place(),
                    MasterKeys.VARIABLE);
        } else {
            log.error(
                    "The encryption key {} can't be opened: {} What was encrypted with it can't be read until then."
                            + " ./automedia keys status tells in which fields that is.",
                    shut.name(),
                    refusal);
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
    private boolean insert(Prepared next, int number, @Nullable RotationProgress rotation) {
        return Inserts.unlessThere(
                collection, new StoredKey(next.id(), number, next.keyset(), next.master(), now(), rotation));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
