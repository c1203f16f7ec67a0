package io.automedia.storage;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes that several writers may want at once. A server that finds them waiting for each other breaks one of them
/// off; what was broken off is written again, alone, until it gets through. Commands for one document needn't be run
/// here: the database that everybody gets repeats them by itself.
public final class ContestedWrites {
    private static final int DUPLICATE_KEY = 11_000;
    /// MongoDB's WriteConflict, and what DocumentDB makes of PostgreSQL's 40P01, deadlock detected.
    private static final Set<Integer> BROKEN_OFF = Set.of(112, 16_908_292);

    private static final int ATTEMPTS = 20;
    private static final long FIRST_PAUSE_NANOS = 20_000_000;
    private static final int MOST_DOUBLINGS = 6;

    private ContestedWrites() {}

    /// Runs one command, and runs it again when the server broke it off. A command that changes many documents may
    /// have changed some of them by then, so it must be safe to repeat.
    public static <R extends @Nullable Object> R run(Supplier<R> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return command.get();
            } catch (MongoException failure) {
                if (!BROKEN_OFF.contains(failure.getCode()) || attempt == ATTEMPTS) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    /// Inserts documents, in any order.
    ///
    /// @return the positions of those that were there already
    public static <T> Set<Integer> insert(MongoCollection<T> collection, List<T> documents) {
        List<InsertOneModel<T>> writes =
                documents.stream().map(InsertOneModel::new).toList();
        Bulk<T> bulk = new Bulk<>(collection, writes, true);
        bulk.inAnyOrder();
        return bulk.taken;
    }

    /// Changes documents, in any order.
    ///
    /// @return how many were found
    public static <T> long change(MongoCollection<T> collection, List<? extends WriteModel<T>> writes) {
        Bulk<T> bulk = new Bulk<>(collection, writes, false);
        bulk.inAnyOrder();
        return bulk.found;
    }

    /// Changes documents, each after the one before it.
    public static <T> void changeInOrder(MongoCollection<T> collection, List<? extends WriteModel<T>> writes) {
        new Bulk<>(collection, writes, false).inOrder();
    }

    /// Writers that met once should not meet again: a server may take a second to find that they wait for each
    /// other, and several that come back at once would do so for minutes.
    private static void pause(int attempt) {
        long longest = FIRST_PAUSE_NANOS << Math.min(attempt - 1, MOST_DOUBLINGS);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    private static final class Bulk<T> {
        private final MongoCollection<T> collection;
        private final List<? extends WriteModel<T>> writes;
        private final boolean inserts;
        private final Set<Integer> taken = new TreeSet<>();
        private long found;

        Bulk(MongoCollection<T> collection, List<? extends WriteModel<T>> writes, boolean inserts) {
            this.collection = collection;
            this.writes = writes;
            this.inserts = inserts;
        }

        void inAnyOrder() {
            for (int position : send(0, writes.size(), false, 1)) {
                alone(position);
            }
        }

        void inOrder() {
            int next = 0;
            while (next < writes.size()) {
                List<Integer> brokenOff = send(next, writes.size(), true, 1);
                if (brokenOff.isEmpty()) {
                    return;
                }
                alone(brokenOff.getFirst());
                next = brokenOff.getFirst() + 1;
            }
        }

        private void alone(int position) {
            for (int attempt = 1; !send(position, position + 1, true, attempt).isEmpty(); attempt++) {
                pause(attempt);
            }
        }

        /// @return the positions of those that were broken off, if this is not the last attempt
        private List<Integer> send(int from, int to, boolean ordered, int attempt) {
            if (from == to) {
                return List.of();
            }
            BulkWriteOptions options = new BulkWriteOptions().ordered(ordered);
            try {
                found += run(() -> collection.bulkWrite(writes.subList(from, to), options))
                        .getMatchedCount();
                return List.of();
            } catch (MongoBulkWriteException failure) {
                if (failure.getWriteConcernError() != null || attempt == ATTEMPTS) {
                    throw failure;
                }
                found += failure.getWriteResult().getMatchedCount();
                return brokenOff(failure, from);
            }
        }

        private List<Integer> brokenOff(MongoBulkWriteException failure, int from) {
            List<Integer> brokenOff = new ArrayList<>();
            for (BulkWriteError error : failure.getWriteErrors()) {
                boolean isTaken = error.getCode() == DUPLICATE_KEY;
                if (inserts && isTaken) {
                    taken.add(from + error.getIndex());
                } else if (isTaken || BROKEN_OFF.contains(error.getCode())) {
                    // a change finds a key taken when somebody else inserts the same at this moment
                    brokenOff.add(from + error.getIndex());
                } else {
                    throw failure;
                }
            }
            return brokenOff;
        }
    }
}
