package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.testing.Together;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two writers go through the same documents from both ends, and meet in the middle: some servers then break one of
/// them off. Nothing of what either writes may be missing.
abstract class ContestedWritesContract {
    private static final int DOCUMENTS = 24;
    private static final int ROUNDS = 3;

    private MongoCollection<Document> collection;

    abstract MongoDatabase database();

    @BeforeEach
    void begin() {
        collection = database().getCollection("contested");
        collection.createIndex(Indexes.ascending("counted"));
    }

    @AfterEach
    void end() {
        database().drop();
    }

    @Test
    void changesFromBothEndsAreAllMade() throws Exception {
        collection.insertMany(documents());
        fromBothEnds(numbers -> assertThat(ContestedWrites.change(collection, counting(numbers, false)))
                .isEqualTo(DOCUMENTS));
        assertEachCountedBy(2 * ROUNDS);
    }

    @Test
    void changesInOrderFromBothEndsAreAllMade() throws Exception {
        collection.insertMany(documents());
        fromBothEnds(numbers -> ContestedWrites.changeInOrder(collection, counting(numbers, false)));
        assertEachCountedBy(2 * ROUNDS);
    }

    @Test
    void whoeverComesFirstInsertsAndTheOtherChanges() throws Exception {
        fromBothEnds(numbers -> ContestedWrites.change(collection, counting(numbers, true)));
        assertEachCountedBy(2 * ROUNDS);
    }

    @Test
    void insertsFromBothEndsAreEachMadeOnce() throws Exception {
        List<Integer> taken = java.util.Collections.synchronizedList(new ArrayList<>());
        fromBothEnds(numbers -> {
            Set<Integer> positions = ContestedWrites.insert(
                    collection,
                    numbers.stream()
                            .map(number -> new Document("_id", number).append("counted", 1))
                            .toList());
            taken.addAll(positions);
        });
        assertEachCountedBy(1);
        assertThat(taken).hasSize((2 * ROUNDS - 1) * DOCUMENTS);
    }

    @Test
    void ofManyWhoInsertOneThingAtOnceOneDoes() throws Exception {
        MongoCollection<Document> checked =
                CheckedDatabase.of(database(), List.of(), Clock.systemUTC()).getCollection("contested");
        checked.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
        for (int round = 0; round < ROUNDS; round++) {
            String name = "round " + round;
            List<Boolean> inserted = Together.call(6, () -> insert(checked, name));
            assertThat(inserted).containsOnlyOnce(true);
        }
    }

    private static boolean insert(MongoCollection<Document> collection, String name) {
        try {
            collection.insertOne(new Document("name", name));
            return true;
        } catch (MongoWriteException taken) {
            assertThat(ErrorCategory.fromErrorCode(taken.getCode())).isEqualTo(ErrorCategory.DUPLICATE_KEY);
            return false;
        }
    }

    @Test
    void aWriteThatCantBeMadeIsAFailure() {
        collection.insertMany(documents());
        List<WriteModel<Document>> writes = new ArrayList<>(counting(List.of(1, 2), false));
        writes.add(new UpdateOneModel<>(Filters.eq("_id", 3), Updates.set("_id", 4)));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ContestedWrites.change(collection, writes))
                .isInstanceOf(com.mongodb.MongoBulkWriteException.class);
    }

    private interface Writer {
        void write(List<Integer> numbers);
    }

    private static void fromBothEnds(Writer writer) throws Exception {
        List<Integer> numbers = IntStream.range(0, DOCUMENTS).boxed().toList();
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (List<Integer> order : List.of(numbers, numbers.reversed())) {
                both.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        together.await();
                        writer.write(order);
                    }
                    return null;
                }));
            }
            for (Future<?> one : both) {
                one.get();
            }
        }
    }

    private static List<WriteModel<Document>> counting(List<Integer> numbers, boolean upsert) {
        return numbers.stream()
                .<WriteModel<Document>>map(number -> new UpdateOneModel<>(
                        Filters.eq("_id", number), Updates.inc("counted", 1), new UpdateOptions().upsert(upsert)))
                .toList();
    }

    private static List<Document> documents() {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(number -> new Document("_id", number))
                .toList();
    }

    private void assertEachCountedBy(int writers) {
        assertThat(collection.find().into(new ArrayList<>()))
                .hasSize(DOCUMENTS)
                .allSatisfy(document -> assertThat(document).containsEntry("counted", writers));
    }
}
