package io.automedia.storage;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static io.automedia.storage.KeyedNodes.BOTH;
import static io.automedia.storage.KeyedNodes.FORMER;
import static io.automedia.storage.KeyedNodes.NEXT;
import static io.automedia.storage.KeyedNodes.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import io.automedia.shared.ProblemException;
import io.automedia.storage.KeyedNodes.Node;
import io.automedia.testing.AutoMediaTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another key takes the place of one, where the master keys lie with the nodes.
@AutoMediaTest
class KeyRotationTests {
    private final MongoClient client;
    private KeyedNodes nodes;

    @TempDir
    private Path folder;

    KeyRotationTests(MongoClient client) {
        this.client = client;
    }

    @BeforeEach
    void start() {
        nodes = new KeyedNodes(client, folder);
    }

    @AfterEach
    void drop() {
        nodes.close();
    }

    @Test
    void everything_comes_to_a_new_key_and_the_former_master_key_opens_nothing_any_more() {
        nodes.fill(nodes.node(FORMER), 20);
        Node node = nodes.node(BOTH);
        assertThat(node.currentKey()).isEqualTo(nodes.texts.counts().getFirst().key());

        node.rotate();
        nodes.finish(node);

        assertThat(node.rotation().changed()).isEqualTo(4 * 20);
        nodes.assertAllOf(nodes.node(NEXT), node.rotation().key());
        assertThatThrownBy(() -> nodes.node(FORMER))
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
        nodes.fill(nodes.node(FORMER), 520);
        Node killed = nodes.node(BOTH);
        killed.rotate();
        while (killed.rotation().looked() < 500) {
            killed.rotator().step();
        }
        assertThat(killed.rotation().changed()).isEqualTo(2_000);
        assertThat(killed.rotations().status().masterKeys())
                .as("one master key is enough from the first text on, but who takes one out in the middle is warned")
                .allMatch(KeyStatus.Master::isNeeded);

        Node next = nodes.node(NEXT);
        assertThat(next.rotate().key())
                .as("the same one")
                .isEqualTo(killed.rotation().key());
        nodes.finish(next);

        assertThat(next.rotation().changed()).isEqualTo(2_080);
        assertThat(next.rotation().looked()).as("two passes").isEqualTo(1_040);
        nodes.assertAllOf(next, next.rotation().key());
    }

    @Test
    void what_is_written_back_with_the_former_key_is_found_by_another_pass() {
        ObjectId id = nodes.fill(nodes.node(FORMER), 1).getFirst();
        String former = nodes.secret(id);
        Node node = nodes.node(BOTH);
        node.rotate();
        while (node.rotation().looked() < 1) {
            node.rotator().step();
        }
        assertThat(nodes.secret(id)).isNotEqualTo(former);
        nodes.things.updateOne(eq("_id", id), set("secret", former));

        nodes.finish(node);

        nodes.assertAllOf(nodes.node(NEXT), node.rotation().key());
    }

    @Test
    void other_nodes_encrypt_with_the_new_key_before_the_last_pass_begins_and_read_it_at_once() {
        ObjectId id = nodes.fill(nodes.node(FORMER), 1).getFirst();
        Node other = nodes.node(BOTH);
        Node node = nodes.node(BOTH);
        Node idle = nodes.node(BOTH);
        String former = other.currentKey();
        node.rotate();
        node.rotator().step();
        String text = node.encryption().encrypt("things", id, "secret", "anew");
        assertThat(text).doesNotContain(former);

        assertThat(other.encryption().decrypt("things", id, "secret", text)).isEqualTo("anew");
        assertThat(idle.currentKey()).isEqualTo(former);
        nodes.clock.advance(EncryptionKeys.LOOK_AGAIN);
        assertThat(idle.currentKey()).isEqualTo(node.rotation().key());
        assertThat(Rotator.SETTLED_AFTER).isGreaterThan(EncryptionKeys.LOOK_AGAIN);
    }

    @Test
    void what_somebody_changed_meanwhile_is_not_overwritten() {
        Node node = nodes.node(FORMER);
        ObjectId id = nodes.fill(node, 1).getFirst();
        Document read = nodes.texts.next("things", null).getFirst();
        nodes.things.updateOne(eq("_id", id), combine(set("secret", "newer"), set("settings.keys", List.of())));

        assertThat(nodes.texts.in("things", read))
                .hasSize(4)
                .filteredOn(found -> nodes.texts.replace(found, "rotated"))
                .hasSize(1);

        Document after = nodes.texts.next("things", null).getFirst();
        assertThat(after.getString("secret")).isEqualTo("newer");
        assertThat(after.get("config", Document.class)).containsEntry("token", "rotated");
    }

    @Test
    void what_cant_be_read_is_counted_by_field_and_holds_nothing_up() {
        Node node = nodes.node(BOTH);
        List<ObjectId> ids = nodes.fill(node, 2);
        ObjectId lost = new ObjectId();
        String text = nodes.secret(ids.getFirst());
        String ofLostKey = text.replaceFirst(node.currentKey(), lost.toHexString());
        nodes.things.updateOne(eq("_id", ids.getFirst()), set("secret", ofLostKey));
        nodes.things.updateOne(eq("_id", ids.getLast()), set("secret", text));
        String former = node.currentKey();
        Node next = nodes.node(key(3) + "\n" + NEXT);

        next.rotate();
        nodes.finish(next);

        assertThat(next.rotation().unreadable()).isEqualTo(2);
        assertThat(next.rotations().status().fields())
                .filteredOn(field -> !field.key().equals(next.rotation().key()))
                .containsExactlyInAnyOrder(
                        new KeyStatus.Field("things.secret", lost.toHexString(), 1, false),
                        new KeyStatus.Field("things.secret", former, 1, true));
        assertThat(nodes.secret(ids.getFirst())).isEqualTo(ofLostKey);
    }

    @Test
    void in_the_data_folder_a_new_master_key_is_made_and_the_former_one_can_be_taken_out() throws IOException {
        nodes.fill(nodes.node(null), 3);
        Path file = folder.resolve("master.key");
        String former = Files.readString(file).strip();
        Node node = nodes.node(null);

        node.rotate();
        assertThat(Files.readAllLines(file)).hasSize(2).endsWith(former);
        nodes.finish(node);

        node.rotate();
        assertThat(Files.readAllLines(file))
                .as("backups may need it")
                .hasSize(3)
                .endsWith(former);
        nodes.finish(node);

        String line = Files.readAllLines(file).getFirst();
        Files.writeString(file, line);
        nodes.assertAllOf(nodes.node(null), node.rotation().key());
        node.rotate();
        assertThat(Files.readAllLines(file)).hasSize(2).endsWith(line);
    }

    @Test
    void a_configured_master_key_is_replaced_by_one_that_is_given() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), FORMER + "\n");
        Node node = nodes.node(file.toString());
        nodes.fill(node, 3);
        assertThatThrownBy(() -> node.rotations().rotate(() -> fail("It must not begin")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The master key is configured in " + file);
        assertThat(node.keys().stored()).hasSize(1);

        Files.writeString(file, NEXT + "\n" + FORMER + "\n");
        node.rotate();
        nodes.finish(node);

        nodes.assertAllOf(nodes.node(NEXT), node.rotation().key());
    }

    @Test
    void it_does_not_begin_before_all_nodes_that_run_have_the_new_key() {
        Path other = folder.resolve("other");
        nodes.node(FORMER, other);
        Node node = nodes.node(BOTH);
        assertThatThrownBy(() -> node.rotate())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "The master key " + node.masters().primary().id() + " is not on all nodes yet")
                .hasMessageContaining(other.toString());
        assertThat(node.keys().stored()).hasSize(1);

        nodes.node(BOTH, other);
        assertThat(node.rotate().masterKey()).isEqualTo(node.masters().primary().id());
    }

    @Test
    void a_node_that_lacks_the_new_key_says_so_while_a_rotation_runs() {
        Node late = nodes.node(FORMER, folder.resolve("late"));
        late.holders().destroy();
        Node node = nodes.node(BOTH);
        node.rotate();

        assertThatThrownBy(late::rotate)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "it lacks the master key " + node.masters().primary().id());
    }

    @Test
    void a_node_makes_itself_a_master_key_only_when_it_is_alone() throws IOException {
        Node node = nodes.node(null);
        Path file = folder.resolve("master.key");
        String key = Files.readString(file);
        Node other = nodes.node(key, folder.resolve("other"));
        assertThatThrownBy(() -> node.rotate())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Other nodes run on this store")
                .hasMessageContaining(folder.resolve("other").toString());
        assertThat(file).content().isEqualTo(key);

        nodes.clock.advance(KeyHolders.GONE_AFTER.dividedBy(2));
        other.holders().tellAgain();
        nodes.clock.advance(KeyHolders.GONE_AFTER.dividedBy(2).plusMillis(1));
        assertThat(node.holders().others()).as("it goes on telling").hasSize(1);
        other.holders().destroy();
        node.rotate();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void one_that_is_no_key_among_several_is_refused_and_none_is_shown() {
        assertThatThrownBy(() -> nodes.node(FORMER + ",c2hvcnQ="))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("The master key in AUTOMEDIA_MASTER_KEY can't be used")
                .hasMessageNotContaining("c2hvcnQ=");
        assertThat(nodes.node(FORMER + " , " + FORMER).masters().all()).hasSize(1);
        assertThat(Pattern.compile(".*[A-Za-z0-9+/]{20}.*")
                        .matcher(nodes.node(FORMER).masters().toString())
                        .matches())
                .isFalse();
    }
}
