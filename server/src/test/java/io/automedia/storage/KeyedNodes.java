package io.automedia.storage;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.kms.KeyServices;
import io.automedia.kms.TransitServer;
import io.automedia.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Nodes on one store of their own, with the master keys that they are given, and a key service.
final class KeyedNodes implements AutoCloseable {
    static final String FORMER = key(1);
    static final String NEXT = key(2);
    static final String BOTH = NEXT + "," + FORMER;

    final MongoDatabase store;
    final MongoCollection<Document> things;
    final EncryptedTexts texts;
    final TransitServer transit = TransitServer.start();
    /// At the present, or the server itself would remove the nodes that said long ago that they run.
    final SettableClock clock = new SettableClock(Instant.now());

    private final KeyServices services;
    private final Path folder;

    /// @param folder where a node has its data, unless it is told another place
    KeyedNodes(MongoClient client, Path folder) {
        this.folder = folder;
        this.store = client.getDatabase("rotation-" + new ObjectId());
        this.services = transit.services(clock);
        this.things = store.getCollection("things");
        this.texts = new EncryptedTexts(store, List.of(new Things()));
        new SchemaInstaller(store, List.of(new EncryptionKeysSchema(), new KeyHoldersSchema(), new LeasesSchema()))
                .install();
    }

    @Override
    public void close() {
        store.drop();
        transit.close();
    }

    /// A collection with a secret in each place where there can be one.
    private static final class Things implements CollectionSchema {
        @Override
        public String name() {
            return "things";
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of();
        }

        @Override
        public List<EncryptedField> encryptedFields() {
            return List.of(
                    EncryptedField.at("secret"),
                    EncryptedField.inEach("settings.keys", "key"),
                    EncryptedField.allOf("config", Set.of("open")));
        }
    }

    /// What one process has.
    record Node(
            MasterKeys masters,
            EncryptionKeys keys,
            FieldEncryption encryption,
            Rotator rotator,
            KeyRotations rotations,
            KeyHolders holders) {
        KeyRotation rotate() {
            return rotations.rotate(() -> {});
        }

        KeyRotation rotation() {
            return rotations.last().orElseThrow();
        }

        String currentKey() {
            return keys.current().id();
        }
    }

    Node node(@Nullable String masterKey) {
        return node(masterKey, folder);
    }

    Node node(@Nullable String masterKey, Path data) {
        DataFolder taken = folder(data);
        MasterKeys masters =
                MasterKeys.find(masterKey, taken, services).orElseGet(() -> MasterKeys.make(taken, services));
        EncryptionKeys keys = EncryptionKeys.open(store, masters, false, clock, texts);
        FieldEncryption encryption = new FieldEncryption(keys);
        KeyHolders holders = new KeyHolders(store, new InstalledSchema(List.of()), masters, taken, clock);
        Rotator rotator = new Rotator(keys, encryption, texts, holders, clock);
        RotationLoop loop = new RotationLoop(rotator, new Leases(store, clock));
        return new Node(
                masters, keys, encryption, rotator, new KeyRotations(keys, masters, holders, texts, loop), holders);
    }

    /// The keys as one opens them who gives up what can't be opened.
    EncryptionKeys openAnew(String masterKeys) {
        return EncryptionKeys.open(
                store, MasterKeys.find(masterKeys, folder(folder), services).orElseThrow(), true, clock, texts);
    }

    private static DataFolder folder(Path path) {
        DataFolder taken = DataFolder.take(path);
        try {
            taken.destroy();
            return taken;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static String key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Puts documents with four texts each into the store.
    List<ObjectId> fill(Node node, int count) {
        List<Document> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectId id = new ObjectId();
            ObjectId one = new ObjectId();
            ObjectId other = new ObjectId();
            some.add(new Document("_id", id)
                    .append("secret", node.encryption().encrypt("things", id, "secret", "s" + i))
                    .append("settings", new Document("keys", List.of(inList(node, id, one), inList(node, id, other))))
                    .append(
                            "config",
                            new Document("token", node.encryption().encrypt("things", id, "config.token", "t" + i))
                                    .append("open", "enc1:" + new ObjectId() + ":open")));
        }
        things.insertMany(some);
        return some.stream().map(document -> document.getObjectId("_id")).toList();
    }

    private static Document inList(Node node, ObjectId document, ObjectId id) {
        String field = "settings.keys." + id.toHexString() + ".key";
        return new Document("_id", id).append("key", node.encryption().encrypt("things", document, field, "k" + id));
    }

    /// Everything opens with this node, and with one key.
    void assertAllOf(Node node, String key) {
        assertThat(texts.counts()).isNotEmpty().allMatch(count -> count.key().equals(key));
        for (Document document : things.find()) {
            for (EncryptedTexts.Found found : texts.in("things", document)) {
                String field = found.text().field();
                assertThat(node.encryption()
                                .decrypt(
                                        "things",
                                        found.id(),
                                        field,
                                        found.text().text()))
                        .matches("[stk][0-9a-f]+");
            }
        }
    }

    /// Goes on until the rotation is over.
    void finish(Node node) {
        Predicate<Node> isRunning = one -> one.rotation().finishedAt() == null;
        while (isRunning.test(node)) {
            if (!node.rotator().step()) {
                clock.advance(Duration.ofSeconds(1));
            }
        }
    }

    String secret(ObjectId id) {
        return Objects.requireNonNull(things.find(eq("_id", id)).first()).getString("secret");
    }
}
