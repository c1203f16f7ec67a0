package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.automedia.kms.KeyServices;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AutoMediaTest
class MasterKeyTests {
    private static final String KEY = key(1);
    private static final String OTHER = key(2);
    private static final ObjectId DOCUMENT = new ObjectId();

    private final MongoDatabase store;
    private final Clock clock;
    private final KeyServices services;

    @TempDir
    private Path folder;

    MasterKeyTests(MongoClient client, Clock clock, KeyServices services) {
        this.store = client.getDatabase("test-" + UUID.randomUUID());
        this.clock = clock;
        this.services = services;
        new SchemaInstaller(store, List.of(new EncryptionKeysSchema())).install();
    }

    @AfterEach
    void drop() {
        store.drop();
    }

    @Test
    void a_new_store_gets_a_key_that_only_its_owner_can_read_and_that_opens_it_again() throws IOException {
        String secret = encrypt(start(null, false), "sk-123");

        assertThat(Files.getPosixFilePermissions(folder.resolve("master.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(decrypt(start(null, false), secret)).isEqualTo("sk-123");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void another_key_is_refused_by_name_and_nothing_is_damaged() {
        String secret = encrypt(start(KEY, false), "sk-123");
        List<Document> before = stored();

        assertThatThrownBy(() -> start(OTHER, false))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The master key in AUTOMEDIA_MASTER_KEY is not the one of this store")
                .hasMessageContaining(before.getFirst().getObjectId("_id").toHexString())
                .hasMessageContaining(store.getName())
                .hasMessageContaining("Set AUTOMEDIA_MASTER_KEY to the key that was used before");

        assertThat(stored()).isEqualTo(before);
        assertThat(decrypt(start(KEY, false), secret)).isEqualTo("sk-123");
    }

    @Test
    void a_key_file_that_belongs_elsewhere_is_named() throws IOException {
        start(KEY, false);
        Files.writeString(folder.resolve("master.key"), OTHER);

        assertThatThrownBy(() -> start(null, false))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The master key in " + folder.resolve("master.key"));
    }

    @Test
    void a_missing_key_is_not_replaced_while_the_store_holds_secrets() throws IOException {
        start(null, false);
        Files.delete(folder.resolve("master.key"));

        assertThatThrownBy(() -> start(null, false))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("There is no master key")
                .hasMessageContaining("put its file back as " + folder.resolve("master.key"));
        assertThat(folder.resolve("master.key")).doesNotExist();
    }

    @Test
    void a_lost_key_can_be_given_up_and_its_secrets_stay_shut() {
        String former = encrypt(start(KEY, false), "sk-123");

        FieldEncryption anew = start(OTHER, true);

        assertThat(decrypt(start(OTHER, false), encrypt(anew, "sk-456"))).isEqualTo("sk-456");
        assertThatThrownBy(() -> decrypt(anew, former))
                .isInstanceOf(FieldEncryptionException.class)
                .hasMessageContaining("belongs to another master key");
        // and whoever finds the key again has its secrets back
        assertThat(decrypt(start(KEY, false), former)).isEqualTo("sk-123");
    }

    @Test
    void nodes_that_start_together_make_one_data_key() throws Exception {
        MasterKeys masters = MasterKeys.find(KEY, folder(), services).orElseThrow();
        List<FieldEncryption> nodes = Together.call(
                8,
                () -> new FieldEncryption(
                        EncryptionKeys.open(store, masters, false, clock, new EncryptedTexts(store, List.of()))));

        assertThat(stored()).hasSize(1);
        String secret = encrypt(nodes.getFirst(), "sk-123");
        assertThat(nodes).allSatisfy(node -> assertThat(decrypt(node, secret)).isEqualTo("sk-123"));
    }

    @Test
    void what_is_no_key_is_told_with_its_place() throws IOException {
        assertThatThrownBy(() -> start("short", false))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The master key in AUTOMEDIA_MASTER_KEY can't be used")
                .hasMessageContaining("openssl rand -base64 32");
        Path file = Files.writeString(folder.resolve("my.key"), "nonsense");
        assertThatThrownBy(() -> start(file.toString(), false)).hasMessageContaining("The master key in " + file);
        Files.writeString(file, KEY + "\n");
        start(file.toString(), false);
    }

    private FieldEncryption start(@Nullable String masterKey, boolean lost) {
        EncryptionConfiguration configuration = new EncryptionConfiguration();
        EncryptionProperties properties = new EncryptionProperties(masterKey, lost);
        MasterKeys masters =
                configuration.masterKeys(properties, folder(), services, store, new InstalledSchema(List.of()));
        return configuration.fieldEncryption(
                configuration.encryptionKeys(properties, masters, store, clock, new EncryptedTexts(store, List.of())));
    }

    private DataFolder folder() {
        DataFolder taken = DataFolder.take(folder);
        try {
            taken.destroy();
            return taken;
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
    }

    private List<Document> stored() {
        return store.getCollection(EncryptionKeysSchema.NAME).find().into(new ArrayList<>());
    }

    private static String encrypt(FieldEncryption encryption, String plain) {
        return encryption.encrypt("users", DOCUMENT, "key", plain);
    }

    private static String decrypt(FieldEncryption encryption, String text) {
        return encryption.decrypt("users", DOCUMENT, "key", text);
    }

    private static String key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
