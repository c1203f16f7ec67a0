package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import io.automedia.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class RefusedWritesTests {
    private static final int VALIDATION = 121;
    private static final int NOT_PRIMARY = 10_107;
    private static final int WRITE_CONFLICT = 112;

    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();

    private void write(RuntimeException failure, Set<Integer> spoilt) {
        RefusedWrites.apart(
                List.of(1, 2, 3, 4, 5, 6, 7),
                some -> {
                    if (some.stream().anyMatch(spoilt::contains)) {
                        throw failure;
                    }
                    written.addAll(some);
                },
                (one, why) -> {
                    assertThat(why).isSameAs(failure);
                    refused.add(one);
                });
    }

    private static MongoBulkWriteException bulk(int... codes) {
        List<BulkWriteError> errors = new ArrayList<>();
        for (int code : codes) {
            errors.add(new BulkWriteError(code, "refused", new BsonDocument(), errors.size()));
        }
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(), errors, null, new ServerAddress(), Set.of());
    }

    @Test
    void whatIsRefusedIsFoundAndTheRestIsWritten() {
        write(new Problem.Unkept("tags must be a list").exception(), Set.of(2, 7));
        assertThat(refused).containsExactly(2, 7);
        assertThat(written).containsExactly(1, 3, 4, 5, 6);
    }

    @Test
    void whatTheServerRefusesIsFoundAmongWritesThatItBrokeOff() {
        write(bulk(WRITE_CONFLICT, VALIDATION), Set.of(4));
        assertThat(refused).containsExactly(4);
        assertThat(written).containsExactly(1, 2, 3, 5, 6, 7);
    }

    @Test
    void whatWouldBeWrittenAnotherTimeIsNoRefusal() {
        MongoBulkWriteException away = bulk(NOT_PRIMARY);
        assertThatThrownBy(() -> write(away, Set.of(4))).isSameAs(away);
        IllegalStateException other = new IllegalStateException("closed");
        assertThatThrownBy(() -> write(other, Set.of(4))).isSameAs(other);
        assertThat(refused).isEmpty();
    }
}
