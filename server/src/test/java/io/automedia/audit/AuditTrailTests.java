package io.automedia.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static io.automedia.audit.TestChain.KEEP;
import static io.automedia.audit.TestChain.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.automedia.audit.TestChain.Node;
import io.automedia.audit.Verification.Kind;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.KeysAway;
import io.automedia.storage.Leases;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.SettableClock;
import io.automedia.testing.Together;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chain as nodes make it, shorten it and look at it, whatever happens to them.
@AutoMediaTest
class AuditTrailTests {
    private final TestChain chain;
    private final MongoCollection<Document> entries;
    private final Node node;

    AuditTrailTests(
            MongoClient client,
            FieldEncryption encryption,
            InstalledSchema installed,
            Leases leases,
            Circumstances circumstances) {
        this.chain = new TestChain(client, encryption, installed, leases, circumstances);
        this.entries = chain.entries;
        this.node = chain.node();
    }

    @AfterEach
    void drop() {
        chain.close();
    }

    @Test
    void no_other_key_is_made_while_the_key_service_is_away(@TempDir Path folder) {
        SettableClock time = SettableClock.atNoon();
        try (KeysAway away = KeysAway.in(chain.store, folder, time)) {
            AuditKey former = new AuditKeys(chain.store, away.former(), time, chain.installed).current();
            AuditKeys keys = new AuditKeys(chain.store, away.now(), time, chain.installed);

            assertThatThrownBy(keys::current).isInstanceOf(FieldEncryptionException.class);
            assertThatThrownBy(() -> keys.byId(former.id())).isInstanceOf(FieldEncryptionException.class);
            away.comeBack();

            assertThat(keys.current().id()).isEqualTo(former.id());
        }
    }

    @Test
    void entries_are_chained_in_the_order_in_which_they_were_written() {
        node.tenEntries();

        Verification verification = node.verify();

        assertThat(verification.entries()).isEqualTo(10);
        assertThat(verification.first()).isEqualTo(1);
        assertThat(verification.last()).isEqualTo(10);
        assertThat(verification.waiting()).isZero();
        assertThat(verification.hash()).isEqualTo(chain.at(10).getString("hash"));
        assertThat(chain.at(1).getString("previous")).isEqualTo(ChainEnd.NOTHING);
        assertThat(chain.at(7).get("details", Document.class).getString("number"))
                .isEqualTo("7");
        assertThat(chain.at(7).getString("previous")).isEqualTo(chain.at(6).getString("hash"));
    }

    @Test
    void entries_that_come_and_get_their_places_meanwhile_are_no_findings() throws InterruptedException {
        node.tenEntries();
        Thread others = Thread.ofVirtual().start(() -> {
            for (int number = 11; number <= 100; number++) {
                node.write(number);
                node.chain();
            }
        });
        while (others.isAlive()) {
            assertThat(node.verify().findings()).isEmpty();
        }
        others.join();
        assertThat(node.verify().last()).isEqualTo(100);
    }

    @Test
    void without_the_key_nobody_can_tell_and_the_chain_goes_on_with_another() {
        node.tenEntries();
        chain.store
                .getCollection(AuditKeysSchema.NAME)
                .updateOne(new Document(), Updates.set("key", "enc1:000000000000000000000000:AAAA"));
        Node later = chain.node();
        later.write(11);
        later.chain();

        Verification verification = later.verify();

        assertThat(verification.findings())
                .hasSize(10)
                .allMatch(finding -> finding.kind() == Kind.UNREADABLE)
                .noneMatch(finding -> Objects.equals(finding.from(), 11L));
    }

    @Test
    void sixteen_writers_on_two_nodes_make_one_unbroken_chain() throws Exception {
        Node other = chain.node();
        AtomicInteger number = new AtomicInteger();
        Together.call(18, () -> {
            int own = number.incrementAndGet();
            Node at = own % 2 == 0 ? node : other;
            if (own > 16) {
                while (entries.countDocuments(gt("seq", 0L)) < 320) {
                    at.chain.step();
                }
            } else {
                for (int i = 0; i < 20; i++) {
                    at.write(own * 100 + i);
                }
            }
            return own;
        });

        node.chain();
        other.chain();
        Verification verification = node.verify();
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.entries()).isEqualTo(320);
        assertThat(verification.last()).isEqualTo(320);
        assertThat(Objects.requireNonNull(node.repository.end(ChainEnd.HEAD)).seq())
                .isEqualTo(320);
        List<String> numbers = new ArrayList<>();
        entries.find()
                .map(entry -> entry.get("details", Document.class).getString("number"))
                .into(numbers);
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void a_node_that_dies_between_two_steps_loses_nothing() {
        node.tenEntries();
        Document former =
                Objects.requireNonNull(chain.head().find(eq("_id", "head")).first());
        node.write(11);
        node.write(12);
        node.chain();
        // it had given places and not told of it
        chain.head().replaceOne(eq("_id", "head"), former);
        // and others had written what nobody gave a place to
        node.write(13);

        Node next = chain.node();
        next.chain();

        assertThat(found(next.verify())).isEmpty();
        assertThat(next.verify().last()).isEqualTo(13);
    }

    @Test
    void entries_that_were_kept_long_enough_go_and_the_rest_stays_a_chain() {
        node.tenEntries();
        chain.clock.advance(KEEP.minusDays(1));
        node.write(11);
        node.chain();
        chain.clock.advance(Duration.ofDays(2));
        node.chain();

        Verification verification = node.verify();
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.first()).isEqualTo(11);
        assertThat(verification.entries()).isEqualTo(1);

        entries.deleteOne(eq("seq", 11L));
        assertThat(found(node.verify())).isEqualTo("TRUNCATED 11-11");
    }

    @Test
    void a_node_that_dies_while_it_removes_old_entries_leaves_no_gap() {
        node.tenEntries();
        Document oldest = chain.at(1);
        chain.clock.advance(KEEP.plusDays(1));
        node.write(11);
        node.chain();
        entries.insertOne(oldest);
        assertThat(found(node.verify())).isEmpty();

        chain.node().chain();

        assertThat(entries.countDocuments(eq("_id", oldest.getObjectId("_id")))).isZero();
        assertThat(found(node.verify())).isEmpty();
    }
}
