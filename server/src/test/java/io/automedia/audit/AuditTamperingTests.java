package io.automedia.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static io.automedia.audit.TestChain.KEEP;
import static io.automedia.audit.TestChain.found;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.audit.TestChain.Node;
import io.automedia.audit.Verification.Noted;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Leases;
import io.automedia.testing.AutoMediaTest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What somebody changes in the chain with the driver, and what the verification says of it.
@AutoMediaTest
class AuditTamperingTests {
    private final TestChain chain;
    private final MongoCollection<Document> entries;
    private final Node node;

    AuditTamperingTests(
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
    void each_changed_field_is_named_by_its_place() {
        node.tenEntries();
        for (String field : List.of("action", "outcome", "actor.kind", "object.id", "details.number", "seal")) {
            Document before = chain.at(4);
            entries.updateOne(eq("seq", 4L), Updates.set(field, "f".repeat(64)));
            assertThat(found(node.verify())).as(field).isEqualTo("CHANGED 4-4");
            entries.replaceOne(eq("seq", 4L), before);
        }
        entries.updateOne(eq("seq", 2L), Updates.set("at", Instant.EPOCH));
        entries.updateOne(eq("seq", 5L), Updates.set("another", "field"));
        entries.updateOne(eq("seq", 7L), Updates.push("people", new ObjectId()));
        entries.updateOne(eq("seq", 9L), Updates.unset("details.number"));

        assertThat(found(node.verify())).isEqualTo("CHANGED 2-2, CHANGED 5-5, CHANGED 7-7, CHANGED 9-9");
        assertThat(node.verify().findings().getFirst().id())
                .isEqualTo(chain.at(2).getObjectId("_id"));
    }

    @Test
    void a_byte_of_the_chain_itself_is_named_by_its_place() {
        node.tenEntries();
        for (String field : List.of("hash", "previous")) {
            for (long seq : List.of(1L, 4L, 10L)) {
                String right = chain.at(seq).getString(field);
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
        node.tenEntries();
        entries.deleteOne(eq("seq", 1L));
        entries.deleteOne(eq("seq", 4L));
        entries.deleteOne(eq("seq", 5L));

        assertThat(found(node.verify())).isEqualTo("REMOVED 1-1, REMOVED 4-5");
    }

    @Test
    void an_entry_that_somebody_else_puts_into_a_gap_is_named() {
        node.tenEntries();
        Document forged = chain.at(4).append("_id", new ObjectId());
        entries.deleteOne(eq("seq", 4L));
        entries.insertOne(forged);

        assertThat(found(node.verify())).isEqualTo("CHANGED 4-4");
    }

    @Test
    void entries_that_changed_places_are_named() {
        node.tenEntries();
        Document third = chain.at(3);
        Document sixth = chain.at(6);
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
        node.tenEntries();
        entries.deleteMany(gt("seq", 7L));
        assertThat(found(node.verify())).isEqualTo("TRUNCATED 8-10");

        node.write(11);
        chain.node().chain();

        assertThat(found(node.verify())).isEqualTo("REMOVED 8-10");
        assertThat(chain.at(11).getString("action")).isEqualTo("topic.deleted");
    }

    @Test
    void a_head_that_was_cut_off_too_is_missed_told_and_noted_elsewhere() {
        node.tenEntries();
        Noted noted = new Noted(10, chain.at(10).getString("hash"));
        Document head =
                Objects.requireNonNull(chain.head().find(eq("_id", "head")).first());
        entries.deleteMany(gt("seq", 7L));
        chain.head().deleteOne(eq("_id", "head"));
        assertThat(found(node.verify())).isEqualTo("TRUNCATED 8-null");
        chain.head()
                .insertOne(new Document(head)
                        .append("seq", 7L)
                        .append("hash", chain.at(7).getString("hash")));
        assertThat(found(node.verify())).isEqualTo("CHANGED 7-7");
        chain.head().deleteOne(eq("_id", "head"));

        node.write(11);
        chain.node().chain();

        Document told = Objects.requireNonNull(
                entries.find(eq("action", "audit.damaged")).first());
        assertThat(told.get("details", Document.class).getString("damage"))
                .isEqualTo("the head of the chain is missing");
        assertThat(new AuditVerifier(node.repository, node.keys)
                        .verify(noted, chain.clock.instant())
                        .isIntact())
                .isFalse();
    }

    @Test
    void a_head_that_goes_back_is_noticed_by_the_node_that_wrote_it() {
        node.tenEntries();
        Document former =
                Objects.requireNonNull(chain.head().find(eq("_id", "head")).first());
        node.write(11);
        node.chain();
        entries.deleteOne(eq("seq", 11L));
        chain.head().replaceOne(eq("_id", "head"), former);
        node.write(12);
        node.chain();

        node.chain();

        assertThat(entries.countDocuments(eq("action", "audit.damaged"))).isEqualTo(1);
        assertThat(found(node.verify())).isEqualTo("REMOVED 11-11");
    }

    @Test
    void a_head_that_an_unknown_key_signed_is_not_believed_by_a_node_that_begins() {
        node.tenEntries();
        entries.deleteMany(Filters.gt("seq", 7L));
        chain.head()
                .updateOne(
                        eq("_id", "head"),
                        Updates.combine(
                                Updates.set("seq", 7L),
                                Updates.set("hash", chain.at(7).getString("hash")),
                                Updates.set("key", new ObjectId())));
        Node next = chain.node();
        next.write(11);

        next.chain();
        next.chain();

        assertThat(entries.countDocuments(eq("action", "audit.damaged"))).isEqualTo(1);
    }

    @Test
    void entries_that_neither_have_a_place_nor_wait_for_one_are_told() {
        node.tenEntries();
        Document forged = new Document(chain.at(3)).append("_id", new ObjectId());
        forged.remove("seq");
        entries.insertOne(forged, new InsertOneOptions().bypassDocumentValidation(true));

        assertThat(node.verify().findings())
                .extracting(Verification.Finding::detail)
                .containsExactly("1 entry is in no place of the chain: nobody wrote them here");
    }

    @Test
    void an_entry_in_a_place_that_is_none_is_named_and_holds_up_nobody() {
        node.tenEntries();
        InsertOneOptions unchecked = new InsertOneOptions().bypassDocumentValidation(true);
        entries.insertOne(
                new Document(chain.at(4)).append("_id", new ObjectId()).append("seq", 10.5), unchecked);
        node.write(11);

        node.chain();

        assertThat(node.verify().findings())
                .extracting(Verification.Finding::detail)
                .containsExactly("its place is none that was given away");
        assertThat(node.verify().last()).isEqualTo(11);
    }

    @Test
    void what_was_noted_elsewhere_is_compared() {
        node.tenEntries();
        AuditVerifier verifier = new AuditVerifier(node.repository, node.keys);

        assertThat(found(verifier.verify(new Noted(6, chain.at(6).getString("hash")), chain.clock.instant())))
                .isEmpty();
        assertThat(found(verifier.verify(new Noted(6, "0".repeat(64)), chain.clock.instant())))
                .isEqualTo("CHANGED 6-6");
        assertThat(found(verifier.verify(new Noted(12, "0".repeat(64)), chain.clock.instant())))
                .isEqualTo("TRUNCATED 11-12");
    }

    @Test
    void what_is_changed_while_it_waits_is_named_too() {
        node.tenEntries();
        node.write(11);
        entries.updateOne(gt("waiting", Instant.EPOCH), Updates.set("object.id", "12"));

        assertThat(found(node.verify())).isEqualTo("CHANGED null-null");
        assertThat(node.verify().waiting()).isEqualTo(1);
        node.chain();
        assertThat(found(node.verify())).isEqualTo("CHANGED 11-11");
    }

    @Test
    void a_start_that_somebody_else_moved_is_named_and_removes_nothing() {
        node.tenEntries();
        chain.head()
                .insertOne(new Document("_id", "start")
                        .append("seq", 5L)
                        .append("hash", chain.at(5).getString("hash"))
                        .append("key", chain.at(5).getObjectId("key"))
                        .append("seal", "0".repeat(64)));

        chain.node().chain();

        assertThat(entries.countDocuments(gt("seq", 0L))).isEqualTo(10);
        assertThat(found(node.verify())).isEqualTo("CHANGED 5-5");
    }

    @Test
    void a_removed_start_is_named() {
        node.tenEntries();
        chain.clock.advance(KEEP.plusDays(1));
        node.write(11);
        node.chain();
        chain.head().deleteOne(eq("_id", "start"));

        assertThat(found(node.verify())).isEqualTo("REMOVED 1-10");
    }

    @Test
    void nobody_without_the_key_can_make_an_entry_fit() {
        node.tenEntries();
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
