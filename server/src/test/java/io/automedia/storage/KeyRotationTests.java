package io.automedia.storage;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.kms.KeyServices;
import io.automedia.kms.TransitServer;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes on one store, with the master keys that they are given.
@AutoMediaTest
class KeyRotationTests {
    private static final String FORMER = key(1);
    private static final String NEXT = key(2);
    private static final String BOTH = NEXT + "," + FORMER;

    private final MongoDatabase store;
    private final MongoCollection<Document> things;
    private final EncryptedTexts texts;
    private final TransitServer transit = TransitServer.start();
    private final KeyServices services;
    /// At the present, or the server itself would remove the nodes that said long ago that they run.
    private final SettableClock clock = new SettableClock(Instant.now());

    @TempDir
    private Path folder;

    KeyRotationTests(MongoClient client) {
        this.store = client.getDatabase("rotation-" + new ObjectId());
        this.services = transit.services(clock);
        this.things = store.getCollection("things");
        this.texts = new EncryptedTexts(store, List.of(new Things()));
        new SchemaInstaller(store, List.of(new EncryptionKeysSchema(), new KeyHoldersSchema(), new LeasesSchema()))
                .install();
    }

    @AfterEach
    void drop() {
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
    private record Node(
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

    private Node node(@Nullable String masterKey) {
        return node(masterKey, folder);
    }

    private Node node(@Nullable String masterKey, Path data) {
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

    private static DataFolder folder(Path path) {
        DataFolder taken = DataFolder.take(path);
        try {
            taken.destroy();
            return taken;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private List<ObjectId> fill(Node node, int count) {
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
    private void assertAllOf(Node node, String key) {
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

    private void finish(Node node) {
        Predicate<Node> isRunning = one -> one.rotation().finishedAt() == null;
        while (isRunning.test(node)) {
            if (!node.rotator().step()) {
                clock.advance(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void everything_comes_to_a_new_key_and_the_former_master_key_opens_nothing_any_more() {
        fill(node(FORMER), 20);
        Node node = node(BOTH);
        assertThat(node.currentKey()).isEqualTo(texts.counts().getFirst().key());

        node.rotate();
        finish(node);

        assertThat(node.rotation().changed()).isEqualTo(4 * 20);
        assertAllOf(node(NEXT), node.rotation().key());
        assertThatThrownBy(() -> node(FORMER))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("which belongs to master key "
                        + node.masters().primary().id())
                .hasMessageContaining("Without it these can't be read: things.config.* (20), things.secret (20),"
                        + " things.settings.keys[].key (40). ");
        assertThat(node.rotations().status().masterKeys())
                .extracting(KeyStatus.Master::isPrimary, KeyStatus.Master::isNeeded)
                .containsExactly(tuple(true, true), tuple(false, false));
    }

    @Test
    void who_comes_next_goes_on_where_the_last_one_came_to() {
        fill(node(FORMER), 520);
        Node killed = node(BOTH);
        killed.rotate();
        while (killed.rotation().looked() < 500) {
            killed.rotator().step();
        }
        assertThat(killed.rotation().changed()).isEqualTo(2_000);
        assertThat(killed.rotations().status().masterKeys())
                .as("one master key is enough from the first text on, but who takes one out in the middle is warned")
                .allMatch(KeyStatus.Master::isNeeded);

        Node next = node(NEXT);
        assertThat(next.rotate().key())
                .as("the same one")
                .isEqualTo(killed.rotation().key());
        finish(next);

        assertThat(next.rotation().changed()).isEqualTo(2_080);
        assertThat(next.rotation().looked()).as("two passes").isEqualTo(1_040);
        assertAllOf(next, next.rotation().key());
    }

    @Test
    void what_is_written_back_with_the_former_key_is_found_by_another_pass() {
        ObjectId id = fill(node(FORMER), 1).getFirst();
        String former = secret(id);
        Node node = node(BOTH);
        node.rotate();
        while (node.rotation().looked() < 1) {
            node.rotator().step();
        }
        assertThat(secret(id)).isNotEqualTo(former);
        things.updateOne(eq("_id", id), set("secret", former));

        finish(node);

        assertAllOf(node(NEXT), node.rotation().key());
    }

    @Test
    void other_nodes_encrypt_with_the_new_key_before_the_last_pass_begins_and_read_it_at_once() {
        ObjectId id = fill(node(FORMER), 1).getFirst();
        Node other = node(BOTH);
        Node node = node(BOTH);
        Node idle = node(BOTH);
        String former = other.currentKey();
        node.rotate();
        node.rotator().step();
        String text = node.encryption().encrypt("things", id, "secret", "anew");
        assertThat(text).doesNotContain(former);

        assertThat(other.encryption().decrypt("things", id, "secret", text)).isEqualTo("anew");
        assertThat(idle.currentKey()).isEqualTo(former);
        clock.advance(EncryptionKeys.LOOK_AGAIN);
        assertThat(idle.currentKey()).isEqualTo(node.rotation().key());
        assertThat(Rotator.SETTLED_AFTER).isGreaterThan(EncryptionKeys.LOOK_AGAIN);
    }

    @Test
    void what_somebody_changed_meanwhile_is_not_overwritten() {
        Node node = node(FORMER);
        ObjectId id = fill(node, 1).getFirst();
        Document read = texts.next("things", null).getFirst();
        things.updateOne(eq("_id", id), combine(set("secret", "newer"), set("settings.keys", List.of())));

        assertThat(texts.in("things", read))
                .hasSize(4)
                .filteredOn(found -> texts.replace(found, "rotated"))
                .hasSize(1);

        Document after = texts.next("things", null).getFirst();
        assertThat(after.getString("secret")).isEqualTo("newer");
        assertThat(after.get("config", Document.class)).containsEntry("token", "rotated");
    }

    @Test
    void what_cant_be_read_is_counted_by_field_and_holds_nothing_up() {
        Node node = node(BOTH);
        List<ObjectId> ids = fill(node, 2);
        ObjectId lost = new ObjectId();
        String text = secret(ids.getFirst());
        String ofLostKey = text.replaceFirst(node.currentKey(), lost.toHexString());
        things.updateOne(eq("_id", ids.getFirst()), set("secret", ofLostKey));
        things.updateOne(eq("_id", ids.getLast()), set("secret", text));
        String former = node.currentKey();
        Node next = node(key(3) + "\n" + NEXT);

        next.rotate();
        finish(next);

        assertThat(next.rotation().unreadable()).isEqualTo(2);
        assertThat(next.rotations().status().fields())
                .filteredOn(field -> !field.key().equals(next.rotation().key()))
                .containsExactlyInAnyOrder(
                        new KeyStatus.Field("things.secret", lost.toHexString(), 1, false),
                        new KeyStatus.Field("things.secret", former, 1, true));
        assertThat(secret(ids.getFirst())).isEqualTo(ofLostKey);
    }

    @Test
    void in_the_data_folder_a_new_master_key_is_made_and_the_former_one_can_be_taken_out() throws IOException {
        fill(node(null), 3);
        Path file = folder.resolve("master.key");
        String former = Files.readString(file).strip();
        Node node = node(null);

        node.rotate();
        assertThat(Files.readAllLines(file)).hasSize(2).endsWith(former);
        finish(node);

        node.rotate();
        assertThat(Files.readAllLines(file))
                .as("backups may need it")
                .hasSize(3)
                .endsWith(former);
        finish(node);

        String line = Files.readAllLines(file).getFirst();
        Files.writeString(file, line);
        assertAllOf(node(null), node.rotation().key());
        node.rotate();
        assertThat(Files.readAllLines(file)).hasSize(2).endsWith(line);
    }

    @Test
    void a_configured_master_key_is_replaced_by_one_that_is_given() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), FORMER + "\n");
        Node node = node(file.toString());
        fill(node, 3);
        assertThatThrownBy(() -> node.rotations().rotate(() -> fail("It must not begin")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The master key is configured in " + file);
        assertThat(node.keys().stored()).hasSize(1);

        Files.writeString(file, NEXT + "\n" + FORMER + "\n");
        node.rotate();
        finish(node);

        assertAllOf(node(NEXT), node.rotation().key());
    }

    @Test
    void it_does_not_begin_before_all_nodes_that_run_have_the_new_key() {
        Path other = folder.resolve("other");
        node(FORMER, other);
        Node node = node(BOTH);
        assertThatThrownBy(() -> node.rotate())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "The master key " + node.masters().primary().id() + " is not on all nodes yet")
                .hasMessageContaining(other.toString());
        assertThat(node.keys().stored()).hasSize(1);

        node(BOTH, other);
        assertThat(node.rotate().masterKey()).isEqualTo(node.masters().primary().id());
    }

    @Test
    void a_node_that_lacks_the_new_key_says_so_while_a_rotation_runs() {
        Node late = node(FORMER, folder.resolve("late"));
        late.holders().destroy();
        Node node = node(BOTH);
        node.rotate();

        assertThatThrownBy(late::rotate)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "it lacks the master key " + node.masters().primary().id());
    }

    @Test
    void a_node_makes_itself_a_master_key_only_when_it_is_alone() throws IOException {
        Node node = node(null);
        Path file = folder.resolve("master.key");
        String key = Files.readString(file);
        Node other = node(key, folder.resolve("other"));
        assertThatThrownBy(() -> node.rotate())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Other nodes run on this store")
                .hasMessageContaining(folder.resolve("other").toString());
        assertThat(file).content().isEqualTo(key);

        clock.advance(KeyHolders.GONE_AFTER.dividedBy(2));
        other.holders().tellAgain();
        clock.advance(KeyHolders.GONE_AFTER.dividedBy(2).plusMillis(1));
        assertThat(node.holders().others()).as("it goes on telling").hasSize(1);
        other.holders().destroy();
        node.rotate();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void one_that_is_no_key_among_several_is_refused_and_none_is_shown() {
        assertThatThrownBy(() -> node(FORMER + ",c2hvcnQ="))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The master key in AUTOMEDIA_MASTER_KEY can't be used")
                .hasMessageNotContaining("c2hvcnQ=");
        assertThat(node(FORMER + " , " + FORMER).masters().all()).hasSize(1);
        assertThat(Pattern.compile(".*[A-Za-z0-9+/]{20}.*")
                        .matcher(node(FORMER).masters().toString())
                        .matches())
                .isFalse();
    }

    @Test
    void a_key_service_takes_the_place_of_a_key_and_gives_it_back() throws IOException {
        String uri = transit.uri();
        Path former = Files.writeString(folder.resolve("former"), FORMER + "\n");
        fill(node(FORMER), 20);
        Node there = node(uri + "," + former);

        assertThat(there.rotate().masterKey()).isEqualTo(uri);
        finish(there);

        assertThat(there.rotation().changed()).isEqualTo(4 * 20);
        assertThat(there.rotations().status().masterKeys())
                .containsExactly(
                        new KeyStatus.Master(uri, true, true),
                        new KeyStatus.Master(
                                node(FORMER + "," + uri).masters().primary().id(), false, false));
        assertAllOf(node(uri), there.rotation().key());

        Node back = node(NEXT + "," + uri);
        back.rotate();
        finish(back);
        int asked = transit.asked();
        assertAllOf(node(NEXT), back.rotation().key());
        assertThat(transit.asked()).isEqualTo(asked);
    }

    @Test
    void what_is_open_needs_no_key_service_and_asks_none() {
        Node node = node(transit.uri());
        fill(node, 5);
        int asked = transit.asked();
        transit.stop();

        for (int i = 0; i < 3; i++) {
            clock.advance(EncryptionKeys.LOOK_AGAIN);
            fill(node, 1);
        }

        assertAllOf(node, node.currentKey());
        assertThat(transit.asked()).isEqualTo(asked);
        assertThatThrownBy(() -> node(transit.uri()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The key service of " + transit.uri() + " can't be used now: localhost can't be"
                        + " connected to. Look whether it runs")
                .hasMessageContaining("Then start again. Nothing was changed. Without it these can't be read:"
                        + " things.config.* (8), things.secret (8), things.settings.keys[].key (16). ");
        transit.startAgain();
        assertAllOf(node(transit.uri()), node.currentKey());
    }

    @Test
    void a_node_does_not_go_back_to_a_former_key_while_the_key_service_is_away() {
        fill(node(FORMER), 1);
        Node node = node(transit.uri() + "," + FORMER);
        clock.advance(Duration.ofMillis(1));
        assertThat(node.keys()
                        .replaceAll(
                                node.keys().stored(),
                                EncryptionKeys.prepare(node.masters().primary())))
                .isTrue();
        transit.letDecrypt(false);

        assertThatThrownBy(() -> node(transit.uri() + "," + FORMER))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The key service refuses to use " + transit.uri()
                        + ": HTTP 403, permission denied. The token comes from VAULT_TOKEN");
    }

    @Test
    void what_a_key_service_does_not_open_is_told_by_field_and_comes_back_with_it() {
        ObjectId id = fill(node(transit.uri()), 2).getFirst();
        String text = secret(id);
        transit.openOnlyFrom(2);
        EncryptionKeys.open(
                store, MasterKeys.find(NEXT, folder(folder), services).orElseThrow(), true, clock, texts);
        Node node = node(NEXT + "," + transit.uri());
        fill(node, 1);

        assertThat(node.rotations().status().fields())
                .filteredOn(field -> !field.opens())
                .extracting(KeyStatus.Field::field, KeyStatus.Field::texts)
                .containsExactlyInAnyOrder(
                        tuple("things.config.*", 2L),
                        tuple("things.secret", 2L),
                        tuple("things.settings.keys[].key", 4L));
        assertThat(node.rotations().status().keys().getLast().refusal())
                .isEqualTo("The key " + transit.uri() + " can't be used: HTTP 400, ciphertext or signature version is"
                        + " disallowed by policy (too old). Enable or restore it in the key service.");
        int asked = transit.asked();
        assertThatThrownBy(() -> node.encryption().decrypt("things", id, "secret", text))
                .isInstanceOfSatisfying(
                        FieldEncryptionException.class,
                        shut -> assertThat(shut.mayPass()).isTrue())
                .hasMessageContaining("The field secret of things/" + id + " can't be decrypted. Its key ")
                .hasMessageEndingWith(" can't be opened now; the log of the server says why.")
                .as("people see it")
                .hasMessageNotContaining(transit.uri());
        assertThat(transit.asked()).as("not for each field").isEqualTo(asked);

        transit.openOnlyFrom(1);
        clock.advance(KeyWrapping.ASK_AGAIN);
        assertThat(node.encryption().decrypt("things", id, "secret", text)).isEqualTo("s0");
    }

    @Test
    void a_key_service_that_is_away_for_one_key_is_not_asked_for_the_others() {
        Node before = node(transit.uri());
        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofMillis(1));
            before.keys()
                    .replaceAll(
                            before.keys().stored(),
                            EncryptionKeys.prepare(before.masters().primary()));
        }
        EncryptionKeys.open(
                store, MasterKeys.find(NEXT, folder(folder), services).orElseThrow(), true, clock, texts);
        transit.beBusy(true);
        int asked = transit.asked();

        Node node = node(NEXT + "," + transit.uri());

        assertThat(transit.asked() - asked).as("patiently, but once").isEqualTo(4);
        assertThat(node.rotations().status().keys())
                .hasSize(4)
                .filteredOn(key -> !key.opens())
                .hasSize(3)
                .allSatisfy(key -> assertThat(key.refusal()).contains("Vault is sealed"));
        transit.beBusy(false);
        clock.advance(KeyWrapping.ASK_AGAIN);
        assertThat(node.rotations().status().keys()).allMatch(KeyStatus.Key::opens);
    }

    @Test
    void a_node_has_a_key_of_a_key_service_once_that_works_there_and_is_waited_for() {
        String both = transit.uri() + "," + FORMER;
        fill(node(FORMER), 1);
        Node other = node(both, folder.resolve("other"));
        Node node = node(both);
        transit.letDecrypt(false);
        other.holders().tellAgain();
        transit.letDecrypt(true);
        assertThatThrownBy(node::rotate)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The master key " + transit.uri() + " is not on all nodes yet")
                .hasMessageContaining(folder.resolve("other").toString());

        other.holders().tellAgain();
        Instant began = node.rotate().startedAt();
        clock.advance(Rotator.SETTLED_AFTER.plus(Rotator.ASKED_AFTER).minusSeconds(1));
        other.holders().tellAgain();
        while (node.rotator().step()) {
            // to the end of what can be done now
        }
        assertThat(node.rotation().finishedAt()).isNull();
        finish(node);

        assertThat(node.rotation().finishedAt())
                .isAfterOrEqualTo(began.plus(Rotator.SETTLED_AFTER).plus(Rotator.ASKED_AFTER));
    }

    @Test
    void what_was_given_up_counts_as_lost_also_when_its_key_service_is_there() {
        ObjectId id = fill(node(transit.uri()), 1).getFirst();
        String text = secret(id);
        transit.openOnlyFrom(2);

        FieldEncryption anew = new FieldEncryption(EncryptionKeys.open(
                store,
                MasterKeys.find(NEXT + "," + transit.uri(), folder(folder), services)
                        .orElseThrow(),
                true,
                clock,
                texts));

        assertThatThrownBy(() -> anew.decrypt("things", id, "secret", text))
                .isInstanceOfSatisfying(
                        FieldEncryptionException.class,
                        shut -> assertThat(shut.mayPass()).isFalse());
    }

    @Test
    void a_rotation_within_a_key_service_comes_to_the_newest_version_of_its_key() {
        Node node = node(transit.uri());
        fill(node, 3);
        transit.rotate();

        node.rotate();
        finish(node);

        assertThat(node.rotation().changed()).isEqualTo(4 * 3);
        assertThat(node.keys().stored()).hasSize(2);
        transit.openOnlyFrom(2);
        assertAllOf(node(transit.uri()), node.rotation().key());
        assertThat(node(transit.uri()).rotations().status().keys()).allMatch(KeyStatus.Key::opens);
    }

    @Test
    void no_rotation_begins_with_a_key_service_that_is_away_or_gives_nothing_back() {
        Node node = node(FORMER);
        fill(node, 1);
        Node next = node(transit.uri() + "," + FORMER);
        transit.letDecrypt(false);
        assertThatThrownBy(() -> next.rotations().rotate(() -> fail("It must not begin")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The key service refuses to use " + transit.uri());
        transit.stop();
        assertThatThrownBy(() -> next.rotations().rotate(() -> fail("It must not begin")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("can't be used now");
        assertThat(next.keys().stored()).hasSize(1);
        assertAllOf(next, node.currentKey());
    }

    @Test
    void a_new_store_is_not_begun_with_a_key_that_only_encrypts() {
        transit.letDecrypt(false);
        assertThatThrownBy(() -> node(transit.uri()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("permission denied")
                .hasMessageContaining("Nothing was changed.");
        assertThat(EncryptionKeys.areIn(store)).isFalse();
    }

    @Test
    void a_key_service_may_move_to_another_address() {
        Node node = node(transit.uri());
        fill(node, 1);
        store.getCollection(EncryptionKeysSchema.NAME)
                .updateMany(new Document(), set("masterKey", "hcvault://old.example.org/transit/keys/automedia"));

        assertAllOf(node(transit.uri()), node.currentKey());
        assertThatThrownBy(() -> node(transit.uri() + "?"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The master key in AUTOMEDIA_MASTER_KEY can't be used: a key of Vault is named"
                        + " hcvault://HOST/transit/keys/NAME, without a user or token.");
    }

    @Test
    void a_key_service_in_the_data_folder_is_not_replaced_by_a_key_on_the_disk() throws IOException {
        Files.writeString(folder.resolve("master.key"), transit.uri() + "\n");
        Node node = node(null);
        fill(node, 1);

        node.rotate();
        finish(node);

        assertThat(folder.resolve("master.key")).content().isEqualTo(transit.uri() + "\n");
        assertAllOf(node, node.rotation().key());
    }

    private String secret(ObjectId id) {
        return Objects.requireNonNull(things.find(eq("_id", id)).first()).getString("secret");
    }
}
