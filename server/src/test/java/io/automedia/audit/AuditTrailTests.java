package io.automedia.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.audit.Verification.Finding;
import io.automedia.audit.Verification.Kind;
import io.automedia.audit.Verification.Noted;
import io.automedia.shared.UserId;
import io.automedia.storage.CollectionSchema;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chain in a database of its own, which somebody changes with the driver.
@AutoMediaTest
class AuditTrailTests {
    private static final UserId ADA = new UserId(new ObjectId());
    private static final Duration KEEP = Duration.ofDays(400);

    private final MongoDatabase store;
    private final MongoCollection<Document> entries;
    private final FieldEncryption encryption;
    private final InstalledSchema installed;
    private final Leases leases;
    private final Circumstances circumstances;
    private final SettableClock clock = SettableClock.atNoon();
    private final Node node;

    AuditTrailTests(
            MongoClient client,
            FieldEncryption encryption,
            InstalledSchema installed,
            Leases leases,
            Circumstances circumstances) {
        this.store = client.getDatabase("test-" + UUID.randomUUID());
        this.entries = store.getCollection(AuditEntriesSchema.NAME);
        this.encryption = encryption;
        this.installed = installed;
        this.leases = leases;
        this.circumstances = circumstances;
        this.node = new Node();
    }

    /// One node of several on the same store.
    private final class Node {
        private final AuditRepository repository = new AuditRepository(store, installed);
        private final AuditKeys keys = new AuditKeys(store, encryption, clock, installed);
        private final AuditWriter writer = new AuditWriter(repository, keys, circumstances, clock);
        private final AuditChain chain =
                new AuditChain(repository, keys, writer, new AuditProperties(KEEP, false), leases, clock);

        void write(int number) {
            writer.write(Act.of(Action.TOPIC_DELETED, "topic", number).by(ADA).with("number", number));
        }

        void chain() {
            boolean more = true;
            while (more) {
                more = chain.step();
            }
        }

        Verification verify() {
            return new AuditVerifier(repository, keys).verify(null, clock.instant());
        }
    }

    @BeforeEach
    void install() {
        for (CollectionSchema schema : List.of(new AuditEntriesSchema(), new AuditKeysSchema())) {
            schema.indexes()
                    .forEach(index -> store.getCollection(schema.name())
                            .createIndex(
                                    index.keys(),
                                    new IndexOptions().unique(index.unique()).sparse(index.sparse())));
        }
    }

    @AfterEach
    void drop() {
        store.drop();
    }

    @Test
    void no_other_key_is_made_while_the_key_service_is_away(@TempDir Path folder) {
        SettableClock time = SettableClock.atNoon();
        try (KeysAway away = KeysAway.in(store, folder, time)) {
            AuditKey former = new AuditKeys(store, away.former(), time, installed).current();
            AuditKeys keys = new AuditKeys(store, away.now(), time, installed);

            assertThatThrownBy(keys::current).isInstanceOf(FieldEncryptionException.class);
            assertThatThrownBy(() -> keys.byId(former.id())).isInstanceOf(FieldEncryptionException.class);
            away.comeBack();

            assertThat(keys.current().id()).isEqualTo(former.id());
        }
    }

    private void tenEntries() {
        LongStream.rangeClosed(1, 10).forEach(number -> node.write((int) number));
        node.chain();
        assertThat(node.verify().isIntact()).isTrue();
    }

    private Document at(long seq) {
        return Objects.requireNonNull(entries.find(eq("seq", seq)).first());
    }

    private static String found(Verification verification) {
        assertThat(verification.isIntact()).isEqualTo(verification.findings().isEmpty());
        return String.join(
                ", ",
                verification.findings().stream().map(AuditTrailTests::words).toList());
    }

    private static String words(Finding finding) {
        return finding.kind() + " " + finding.from() + "-" + finding.through();
    }

    @Test
    void entries_are_chained_in_the_order_in_which_they_were_written() {
        tenEntries();

        Verification verification = node.verify();

        assertThat(verification.entries()).isEqualTo(10);
        assertThat(verification.first()).isEqualTo(1);
        assertThat(verification.last()).isEqualTo(10);
        assertThat(verification.waiting()).isZero();
        assertThat(verification.hash()).isEqualTo(at(10).getString("hash"));
        assertThat(at(1).getString("previous")).isEqualTo(ChainEnd.NOTHING);
        assertThat(at(7).get("details", Document.class).getString("number")).isEqualTo("7");
        assertThat(at(7).getString("previous")).isEqualTo(at(6).getString("hash"));
    }

    @Test
    void each_changed_field_is_named_by_its_place() {
        tenEntries();
        for (String field : List.of("action", "outcome", "actor.kind", "object.id", "details.number", "seal")) {
            Document before = at(4);
            entries.updateOne(eq("seq", 4L), Updates.set(field, "f".repeat(64)));
            assertThat(found(node.verify())).as(field).isEqualTo("CHANGED 4-4");
            entries.replaceOne(eq("seq", 4L), before);
        }
        entries.updateOne(eq("seq", 2L), Updates.set("at", Instant.EPOCH));
        entries.updateOne(eq("seq", 5L), Updates.set("another", "field"));
        entries.updateOne(eq("seq", 7L), Updates.push("people", new ObjectId()));
        entries.updateOne(eq("seq", 9L), Updates.unset("details.number"));

        assertThat(found(node.verify())).isEqualTo("CHANGED 2-2, CHANGED 5-5, CHANGED 7-7, CHANGED 9-9");
        assertThat(node.verify().findings().getFirst().id()).isEqualTo(at(2).getObjectId("_id"));
    }

    @Test
    void a_byte_of_the_chain_itself_is_named_by_its_place() {
        tenEntries();
        for (String field : List.of("hash", "previous")) {
            for (long seq : List.of(1L, 4L, 10L)) {
                String right = at(seq).getString(field);
                String wrong = (right.charAt(0) == 'a' ? 'b' : 'a') + right.substring(1);
                entries.updateOne(eq("seq", seq), Updates.set(field, wrong));
                assertThat(found(node.verify())).as(field).isEqualTo("CHANGED " + seq + "-" + seq);
                entries.updateOne(eq("seq", seq), Updates.set(field, right));
            }
        }
        assertThat(node.verify().isIntact()).isTrue();
    }

    @Test
    void removed_entries_are_named() {
        tenEntries();
        entries.deleteOne(eq("seq", 1L));
        entries.deleteOne(eq("seq", 4L));
        entries.deleteOne(eq("seq", 5L));

        assertThat(found(node.verify())).isEqualTo("REMOVED 1-1, REMOVED 4-5");
    }

    @Test
    void an_entry_that_somebody_else_puts_into_a_gap_is_named() {
        tenEntries();
        Document forged = at(4).append("_id", new ObjectId());
        entries.deleteOne(eq("seq", 4L));
        entries.insertOne(forged);

        assertThat(found(node.verify())).isEqualTo("CHANGED 4-4");
    }

    @Test
    void entries_that_changed_places_are_named() {
        tenEntries();
        Document third = at(3);
        Document sixth = at(6);
        entries.deleteMany(in("seq", 3L, 6L));
        entries.insertMany(List.of(new Document(third).append("seq", 6L), new Document(sixth).append("seq", 3L)));
        assertThat(found(node.verify())).isEqualTo("REORDERED 3-3, REORDERED 6-6");

        entries.deleteMany(in("seq", 3L, 6L));
        entries.insertMany(List.of(placed(third, sixth), placed(sixth, third)));
        assertThat(found(node.verify())).as("as if each belonged there").isEqualTo("REORDERED 3-3, REORDERED 6-6");
    }

    /// One entry with all that ties another one to its place.
    private static Document placed(Document entry, Document place) {
        Document moved = new Document(entry);
        List.of("seq", "previous", "hash", "chainKey").forEach(field -> moved.append(field, place.get(field)));
        return moved;
    }

    @Test
    void a_cut_off_end_is_named_also_after_more_was_written() {
        tenEntries();
        entries.deleteMany(gt("seq", 7L));
        assertThat(found(node.verify())).isEqualTo("TRUNCATED 8-10");

        node.write(11);
        new Node().chain();

        assertThat(found(node.verify())).isEqualTo("REMOVED 8-10");
        assertThat(at(11).getString("action")).isEqualTo("topic.deleted");
    }

    @Test
    void a_head_that_was_cut_off_too_is_missed_told_and_noted_elsewhere() {
        tenEntries();
        Noted noted = new Noted(10, at(10).getString("hash"));
        Document head = Objects.requireNonNull(head().find(eq("_id", "head")).first());
        entries.deleteMany(gt("seq", 7L));
        head().deleteOne(eq("_id", "head"));
        assertThat(found(node.verify())).isEqualTo("TRUNCATED 8-null");
        head().insertOne(new Document(head).append("seq", 7L).append("hash", at(7).getString("hash")));
        assertThat(found(node.verify())).isEqualTo("CHANGED 7-7");
        head().deleteOne(eq("_id", "head"));

        node.write(11);
        new Node().chain();

        Document told = Objects.requireNonNull(
                entries.find(eq("action", "audit.damaged")).first());
        assertThat(told.get("details", Document.class).getString("damage"))
                .isEqualTo("the head of the chain is missing");
        assertThat(new AuditVerifier(node.repository, node.keys)
                        .verify(noted, clock.instant())
                        .isIntact())
                .isFalse();
    }

    @Test
    void a_head_that_goes_back_is_noticed_by_the_node_that_wrote_it() {
        tenEntries();
        Document former = Objects.requireNonNull(head().find(eq("_id", "head")).first());
        node.write(11);
        node.chain();
        entries.deleteOne(eq("seq", 11L));
        head().replaceOne(eq("_id", "head"), former);
        node.write(12);
        node.chain();

        node.chain();

        assertThat(entries.countDocuments(eq("action", "audit.damaged"))).isEqualTo(1);
        assertThat(found(node.verify())).isEqualTo("REMOVED 11-11");
    }

    @Test
    void a_head_that_an_unknown_key_signed_is_not_believed_by_a_node_that_begins() {
        tenEntries();
        entries.deleteMany(Filters.gt("seq", 7L));
        head().updateOne(
                        eq("_id", "head"),
                        Updates.combine(
                                Updates.set("seq", 7L),
                                Updates.set("hash", at(7).getString("hash")),
                                Updates.set("key", new ObjectId())));
        Node next = new Node();
        next.write(11);

        next.chain();
        next.chain();

        assertThat(entries.countDocuments(eq("action", "audit.damaged"))).isEqualTo(1);
    }

    @Test
    void entries_that_neither_have_a_place_nor_wait_for_one_are_told() {
        tenEntries();
        Document forged = new Document(at(3)).append("_id", new ObjectId());
        forged.remove("seq");
        entries.insertOne(forged, new InsertOneOptions().bypassDocumentValidation(true));

        assertThat(node.verify().findings())
                .extracting(Verification.Finding::detail)
                .containsExactly("1 entry is in no place of the chain: nobody wrote them here");
    }

    @Test
    void entries_that_come_and_get_their_places_meanwhile_are_no_findings() throws InterruptedException {
        tenEntries();
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
    void an_entry_in_a_place_that_is_none_is_named_and_holds_up_nobody() {
        tenEntries();
        InsertOneOptions unchecked = new InsertOneOptions().bypassDocumentValidation(true);
        entries.insertOne(new Document(at(4)).append("_id", new ObjectId()).append("seq", 10.5), unchecked);
        node.write(11);

        node.chain();

        assertThat(node.verify().findings())
                .extracting(Verification.Finding::detail)
                .containsExactly("its place is none that was given away");
        assertThat(node.verify().last()).isEqualTo(11);
    }

    private MongoCollection<Document> head() {
        return store.getCollection(AuditChainSchema.NAME);
    }

    @Test
    void what_was_noted_elsewhere_is_compared() {
        tenEntries();
        AuditVerifier verifier = new AuditVerifier(node.repository, node.keys);

        assertThat(found(verifier.verify(new Noted(6, at(6).getString("hash")), clock.instant())))
                .isEmpty();
        assertThat(found(verifier.verify(new Noted(6, "0".repeat(64)), clock.instant())))
                .isEqualTo("CHANGED 6-6");
        assertThat(found(verifier.verify(new Noted(12, "0".repeat(64)), clock.instant())))
                .isEqualTo("TRUNCATED 11-12");
    }

    @Test
    void what_is_changed_while_it_waits_is_named_too() {
        tenEntries();
        node.write(11);
        entries.updateOne(gt("waiting", Instant.EPOCH), Updates.set("object.id", "12"));

        assertThat(found(node.verify())).isEqualTo("CHANGED null-null");
        assertThat(node.verify().waiting()).isEqualTo(1);
        node.chain();
        assertThat(found(node.verify())).isEqualTo("CHANGED 11-11");
    }

    @Test
    void without_the_key_nobody_can_tell_and_the_chain_goes_on_with_another() {
        tenEntries();
        store.getCollection(AuditKeysSchema.NAME)
                .updateOne(new Document(), Updates.set("key", "enc1:000000000000000000000000:AAAA"));
        Node later = new Node();
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
        Node other = new Node();
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
        tenEntries();
        Document former = Objects.requireNonNull(head().find(eq("_id", "head")).first());
        node.write(11);
        node.write(12);
        node.chain();
        // it had given places and not told of it
        head().replaceOne(eq("_id", "head"), former);
        // and others had written what nobody gave a place to
        node.write(13);

        Node next = new Node();
        next.chain();

        assertThat(found(next.verify())).isEmpty();
        assertThat(next.verify().last()).isEqualTo(13);
    }

    @Test
    void entries_that_were_kept_long_enough_go_and_the_rest_stays_a_chain() {
        tenEntries();
        clock.advance(KEEP.minusDays(1));
        node.write(11);
        node.chain();
        clock.advance(Duration.ofDays(2));
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
        tenEntries();
        Document oldest = at(1);
        clock.advance(KEEP.plusDays(1));
        node.write(11);
        node.chain();
        entries.insertOne(oldest);
        assertThat(found(node.verify())).isEmpty();

        new Node().chain();

        assertThat(entries.countDocuments(eq("_id", oldest.getObjectId("_id")))).isZero();
        assertThat(found(node.verify())).isEmpty();
    }

    @Test
    void a_start_that_somebody_else_moved_is_named_and_removes_nothing() {
        tenEntries();
        head().insertOne(new Document("_id", "start")
                .append("seq", 5L)
                .append("hash", at(5).getString("hash"))
                .append("key", at(5).getObjectId("key"))
                .append("seal", "0".repeat(64)));

        new Node().chain();

        assertThat(entries.countDocuments(gt("seq", 0L))).isEqualTo(10);
        assertThat(found(node.verify())).isEqualTo("CHANGED 5-5");
    }

    @Test
    void a_removed_start_is_named() {
        tenEntries();
        clock.advance(KEEP.plusDays(1));
        node.write(11);
        node.chain();
        head().deleteOne(eq("_id", "start"));

        assertThat(found(node.verify())).isEqualTo("REMOVED 1-10");
    }

    @Test
    void nobody_without_the_key_can_make_an_entry_fit() {
        tenEntries();
        Document last = Objects.requireNonNull(
                entries.find(gt("seq", 0L)).sort(Sorts.descending("seq")).first());
        AuditKey other = new AuditKey(last.getObjectId("key"), new byte[32]);
        String seal = other.seal(last.toBsonDocument());
        entries.updateOne(
                eq("seq", 10L),
                Updates.combine(
                        Updates.set("seal", seal),
                        Updates.set("hash", other.link(10, last.getString("previous"), seal))));

        assertThat(found(node.verify())).isEqualTo("CHANGED 10-10");
    }
}
