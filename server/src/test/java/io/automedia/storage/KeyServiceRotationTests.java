package io.automedia.storage;

import static com.mongodb.client.model.Updates.set;
import static io.automedia.storage.KeyedNodes.FORMER;
import static io.automedia.storage.KeyedNodes.NEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import io.automedia.kms.TransitServer;
import io.automedia.shared.ProblemException;
import io.automedia.storage.KeyedNodes.Node;
import io.automedia.testing.AutoMediaTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another key takes the place of one, where a key service has a master key.
@AutoMediaTest
class KeyServiceRotationTests {
    private final MongoClient client;
    private KeyedNodes nodes;
    private TransitServer transit;

    @TempDir
    private Path folder;

    KeyServiceRotationTests(MongoClient client) {
        this.client = client;
    }

    @BeforeEach
    void start() {
        nodes = new KeyedNodes(client, folder);
        transit = nodes.transit;
    }

    @AfterEach
    void drop() {
        nodes.close();
    }

    @Test
    void a_key_service_takes_the_place_of_a_key_and_gives_it_back() throws IOException {
        String uri = transit.uri();
        Path former = Files.writeString(folder.resolve("former"), FORMER + "\n");
        nodes.fill(nodes.node(FORMER), 20);
        Node there = nodes.node(uri + "," + former);

        assertThat(there.rotate().masterKey()).isEqualTo(uri);
        nodes.finish(there);

        assertThat(there.rotation().changed()).isEqualTo(4 * 20);
        assertThat(there.rotations().status().masterKeys())
                .containsExactly(
                        new KeyStatus.Master(uri, true, true),
                        new KeyStatus.Master(
                                nodes.node(FORMER + "," + uri)
                                        .masters()
                                        .primary()
                                        .id(),
                                false,
                                false));
        nodes.assertAllOf(nodes.node(uri), there.rotation().key());

        Node back = nodes.node(NEXT + "," + uri);
        back.rotate();
        nodes.finish(back);
        int asked = transit.asked();
        nodes.assertAllOf(nodes.node(NEXT), back.rotation().key());
        assertThat(transit.asked()).isEqualTo(asked);
    }

    @Test
    void what_is_open_needs_no_key_service_and_asks_none() {
        Node node = nodes.node(transit.uri());
        nodes.fill(node, 5);
        int asked = transit.asked();
        transit.stop();

        for (int i = 0; i < 3; i++) {
            nodes.clock.advance(EncryptionKeys.LOOK_AGAIN);
            nodes.fill(node, 1);
        }

        nodes.assertAllOf(node, node.currentKey());
        assertThat(transit.asked()).isEqualTo(asked);
        assertThatThrownBy(() -> nodes.node(transit.uri()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The key service of " + transit.uri() + " can't be used now: localhost can't be"
                        + " connected to. Look whether it runs")
                .hasMessageContaining("Then start again. Nothing was changed. Without it these can't be read:"
                        + " things.config.* (8), things.secret (8), things.settings.keys[].key (16). ");
        transit.startAgain();
        nodes.assertAllOf(nodes.node(transit.uri()), node.currentKey());
    }

    @Test
    void a_node_does_not_go_back_to_a_former_key_while_the_key_service_is_away() {
        nodes.fill(nodes.node(FORMER), 1);
        Node node = nodes.node(transit.uri() + "," + FORMER);
        nodes.clock.advance(Duration.ofMillis(1));
        assertThat(node.keys()
                        .replaceAll(
                                node.keys().stored(),
                                EncryptionKeys.prepare(node.masters().primary())))
                .isTrue();
        transit.letDecrypt(false);

        assertThatThrownBy(() -> nodes.node(transit.uri() + "," + FORMER))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The key service refuses to use " + transit.uri()
                        + ": HTTP 403, permission denied. The token comes from VAULT_TOKEN");
    }

    @Test
    void what_a_key_service_does_not_open_is_told_by_field_and_comes_back_with_it() {
        ObjectId id = nodes.fill(nodes.node(transit.uri()), 2).getFirst();
        String text = nodes.secret(id);
        transit.openOnlyFrom(2);
        nodes.openAnew(NEXT);
        Node node = nodes.node(NEXT + "," + transit.uri());
        nodes.fill(node, 1);

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
        nodes.clock.advance(KeyWrapping.ASK_AGAIN);
        assertThat(node.encryption().decrypt("things", id, "secret", text)).isEqualTo("s0");
    }

    @Test
    void a_key_service_that_is_away_for_one_key_is_not_asked_for_the_others() {
        Node before = nodes.node(transit.uri());
        for (int i = 0; i < 2; i++) {
            nodes.clock.advance(Duration.ofMillis(1));
            before.keys()
                    .replaceAll(
                            before.keys().stored(),
                            EncryptionKeys.prepare(before.masters().primary()));
        }
        nodes.openAnew(NEXT);
        transit.beBusy(true);
        int asked = transit.asked();

        Node node = nodes.node(NEXT + "," + transit.uri());

        assertThat(transit.asked() - asked).as("patiently, but once").isEqualTo(4);
        assertThat(node.rotations().status().keys())
                .hasSize(4)
                .filteredOn(key -> !key.opens())
                .hasSize(3)
                .allSatisfy(key -> assertThat(key.refusal()).contains("Vault is sealed"));
        transit.beBusy(false);
        nodes.clock.advance(KeyWrapping.ASK_AGAIN);
        assertThat(node.rotations().status().keys()).allMatch(KeyStatus.Key::opens);
    }

    @Test
    void a_node_has_a_key_of_a_key_service_once_that_works_there_and_is_waited_for() {
        String both = transit.uri() + "," + FORMER;
        nodes.fill(nodes.node(FORMER), 1);
        Node other = nodes.node(both, folder.resolve("other"));
        Node node = nodes.node(both);
        transit.letDecrypt(false);
        other.holders().tellAgain();
        transit.letDecrypt(true);
        assertThatThrownBy(node::rotate)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The master key " + transit.uri() + " is not on all nodes yet")
                .hasMessageContaining(folder.resolve("other").toString());

        other.holders().tellAgain();
        Instant began = node.rotate().startedAt();
        nodes.clock.advance(Rotator.SETTLED_AFTER.plus(Rotator.ASKED_AFTER).minusSeconds(1));
        other.holders().tellAgain();
        while (node.rotator().step()) {
            // to the end of what can be done now
        }
        assertThat(node.rotation().finishedAt()).isNull();
        nodes.finish(node);

        assertThat(node.rotation().finishedAt())
                .isAfterOrEqualTo(began.plus(Rotator.SETTLED_AFTER).plus(Rotator.ASKED_AFTER));
    }

    @Test
    void what_was_given_up_counts_as_lost_also_when_its_key_service_is_there() {
        ObjectId id = nodes.fill(nodes.node(transit.uri()), 1).getFirst();
        String text = nodes.secret(id);
        transit.openOnlyFrom(2);

        FieldEncryption anew = new FieldEncryption(nodes.openAnew(NEXT + "," + transit.uri()));

        assertThatThrownBy(() -> anew.decrypt("things", id, "secret", text))
                .isInstanceOfSatisfying(
                        FieldEncryptionException.class,
                        shut -> assertThat(shut.mayPass()).isFalse());
    }

    @Test
    void a_rotation_within_a_key_service_comes_to_the_newest_version_of_its_key() {
        Node node = nodes.node(transit.uri());
        nodes.fill(node, 3);
        transit.rotate();

        node.rotate();
        nodes.finish(node);

        assertThat(node.rotation().changed()).isEqualTo(4 * 3);
        assertThat(node.keys().stored()).hasSize(2);
        transit.openOnlyFrom(2);
        nodes.assertAllOf(nodes.node(transit.uri()), node.rotation().key());
        assertThat(nodes.node(transit.uri()).rotations().status().keys()).allMatch(KeyStatus.Key::opens);
    }

    @Test
    void no_rotation_begins_with_a_key_service_that_is_away_or_gives_nothing_back() {
        Node node = nodes.node(FORMER);
        nodes.fill(node, 1);
        Node next = nodes.node(transit.uri() + "," + FORMER);
        transit.letDecrypt(false);
        assertThatThrownBy(() -> next.rotations().rotate(() -> fail("It must not begin")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The key service refuses to use " + transit.uri());
        transit.stop();
        assertThatThrownBy(() -> next.rotations().rotate(() -> fail("It must not begin")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("can't be used now");
        assertThat(next.keys().stored()).hasSize(1);
        nodes.assertAllOf(next, node.currentKey());
    }

    @Test
    void a_new_store_is_not_begun_with_a_key_that_only_encrypts() {
        transit.letDecrypt(false);
        assertThatThrownBy(() -> nodes.node(transit.uri()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("permission denied")
                .hasMessageContaining("Nothing was changed.");
        assertThat(EncryptionKeys.areIn(nodes.store)).isFalse();
    }

    @Test
    void a_key_service_may_move_to_another_address() {
        Node node = nodes.node(transit.uri());
        nodes.fill(node, 1);
        nodes.store
                .getCollection(EncryptionKeysSchema.NAME)
                .updateMany(new Document(), set("masterKey", "hcvault://old.example.org/transit/keys/automedia"));

        nodes.assertAllOf(nodes.node(transit.uri()), node.currentKey());
        assertThatThrownBy(() -> nodes.node(transit.uri() + "?"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The master key in AUTOMEDIA_MASTER_KEY can't be used: a key of Vault is named"
                        + " hcvault://HOST/transit/keys/NAME, without a user or token.");
    }

    @Test
    void a_key_service_in_the_data_folder_is_not_replaced_by_a_key_on_the_disk() throws IOException {
        Files.writeString(folder.resolve("master.key"), transit.uri() + "\n");
        Node node = nodes.node(null);
        nodes.fill(node, 1);

        node.rotate();
        nodes.finish(node);

        assertThat(folder.resolve("master.key")).content().isEqualTo(transit.uri() + "\n");
        nodes.assertAllOf(node, node.rotation().key());
    }
}
