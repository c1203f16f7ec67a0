package io.automedia.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What becomes of an act that the store does not take: here it lets nothing have the same action twice.
@AutoMediaTest
@ExtendWith(OutputCaptureExtension.class)
class FailingWritesTests {
    private final MongoDatabase store;
    private final AuditWriter writer;

    FailingWritesTests(
            MongoClient client,
            FieldEncryption encryption,
            InstalledSchema installed,
            Circumstances circumstances,
            Clock clock) {
        this.store = client.getDatabase("test-" + UUID.randomUUID());
        store.getCollection(AuditEntriesSchema.NAME)
                .createIndex(new Document("action", 1), new IndexOptions().unique(true));
        this.writer = new AuditWriter(
                new AuditRepository(store, installed),
                new AuditKeys(store, encryption, clock, installed),
                circumstances,
                clock);
    }

    @AfterEach
    void drop() {
        store.drop();
    }

    @Test
    void what_a_person_did_is_in_the_log_and_was_done(CapturedOutput output) {
        Act act = Act.of(Action.TOPIC_DELETED, "topic", "the-missing-one").with("name", "a\nb");
        writer.write(act);

        writer.write(act);

        assertThat(output.getAll()).contains("This is missing in the audit trail", "the-missing-one");
        assertThat(act.details()).containsEntry("name", "a\uFFFDb");
    }

    @Test
    void what_an_administrator_wants_is_refused() {
        for (Action action : List.of(Action.ADMIN_READ, Action.MAIL_READ, Action.KEYS_ROTATED)) {
            Act act = Act.of(action, "audit", null);
            writer.write(act);

            assertThatThrownBy(() -> writer.write(act))
                    .as(action.word())
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isInstanceOf(Problem.Unavailable.class));
        }
    }
}
