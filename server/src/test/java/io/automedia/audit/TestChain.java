package io.automedia.audit;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import io.automedia.audit.Verification.Finding;
import io.automedia.shared.UserId;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Leases;
import io.automedia.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;

/// A chain in a database of its own, with nodes that write it.
final class TestChain implements AutoCloseable {
    static final Duration KEEP = Duration.ofDays(400);

    private static final UserId ADA = new UserId(new ObjectId());

    final MongoDatabase store;
    final MongoCollection<Document> entries;
    final InstalledSchema installed;
    final SettableClock clock = SettableClock.atNoon();

    private final FieldEncryption encryption;
    private final Leases leases;
    private final Circumstances circumstances;

    TestChain(
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
        install();
    }

    private void install() {
        for (CollectionSchema schema : List.of(new AuditEntriesSchema(), new AuditKeysSchema())) {
            schema.indexes()
                    .forEach(index -> store.getCollection(schema.name())
                            .createIndex(
                                    index.keys(),
                                    new IndexOptions().unique(index.unique()).sparse(index.sparse())));
        }
    }

    @Override
    public void close() {
        store.drop();
    }

    /// One node of several on the same store.
    final class Node {
        final AuditRepository repository = new AuditRepository(store, installed);
        final AuditKeys keys = new AuditKeys(store, encryption, clock, installed);
        private final AuditWriter writer = new AuditWriter(repository, keys, circumstances, clock);
        final AuditChain chain =
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

        /// Ten of them, in their places.
        void tenEntries() {
            LongStream.rangeClosed(1, 10).forEach(number -> write((int) number));
            chain();
            assertThat(verify().isIntact()).isTrue();
        }

        Verification verify() {
            return new AuditVerifier(repository, keys).verify(null, clock.instant());
        }
    }

    Node node() {
        return new Node();
    }

    Document at(long seq) {
        return Objects.requireNonNull(entries.find(eq("seq", seq)).first());
    }

    MongoCollection<Document> head() {
        return store.getCollection(AuditChainSchema.NAME);
    }

    /// The findings and their places, in one line.
    static String found(Verification verification) {
        assertThat(verification.isIntact()).isEqualTo(verification.findings().isEmpty());
        return String.join(
                ", ", verification.findings().stream().map(TestChain::words).toList());
    }

    private static String words(Finding finding) {
        return finding.kind() + " " + finding.from() + "-" + finding.through();
    }
}
