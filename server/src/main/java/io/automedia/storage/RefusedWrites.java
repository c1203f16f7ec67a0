package io.automedia.storage;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Writes that one spoilt document must not stop for all others: it is found, and the others are written
/// without it.
public final class RefusedWrites {
    /// BadValue, TypeMismatch, PathNotViable, ConflictingUpdateOperators and DocumentValidationFailure, the
    /// last also as DocumentDB says it: what a server says of one document, and says again each time.
    private static final Set<Integer> OF_A_DOCUMENT = Set.of(2, 14, 28, 40, 121, 525_074_461);

    private RefusedWrites() {}

    /// Writes what may be written together. When that is refused it is taken apart until it is known which
    /// part is to blame. Parts are written in their order, and may be written more than once.
    ///
    /// @param write writes some of them
    /// @param refused is told of each that is refused alone
    public static <T> void apart(
            List<T> parts, Consumer<List<T>> write, BiConsumer<T, ? super RuntimeException> refused) {
        try {
            write.accept(parts);
        } catch (ProblemException | MongoBulkWriteException | MongoWriteException failure) {
            if (!isRefusal(failure)) {
                throw failure;
            }
            if (parts.size() == 1) {
                refused.accept(parts.getFirst(), failure);
                return;
            }
            int half = parts.size() / 2;
            apart(parts.subList(0, half), write, refused);
            apart(parts.subList(half, parts.size()), write, refused);
        }
    }

    /// Whether the same write would be refused again, because of what it writes.
    static boolean isRefusal(RuntimeException failure) {
        return switch (failure) {
            case ProblemException problem -> problem.problem() instanceof Problem.Unkept;
            case MongoBulkWriteException bulk ->
                bulk.getWriteConcernError() == null
                        && bulk.getWriteErrors().stream().anyMatch(error -> OF_A_DOCUMENT.contains(error.getCode()));
            case MongoWriteException one -> OF_A_DOCUMENT.contains(one.getCode());
            default -> false;
        };
    }
}
