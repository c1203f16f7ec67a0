package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexField;
import io.automedia.embeddedmongodb.storage.KeyEncoding;
import java.util.List;

/// Whether a sparse or partial index holds every document that can match.
final class Coverage {
    private static final IntervalSet NULL = IntervalSet.of(Interval.point(KeyEncoding.encode(null)));

    private Coverage() {}

    static boolean holdsAll(Index index, List<Conjunction> alternatives) {
        return (!index.isSparse() || alternatives.stream().allMatch(each -> isPresent(index, each)))
                && (!index.isPartial() || alternatives.stream().allMatch(each -> implies(each, index)));
    }

    /// Whether some field of the index must have a value.
    private static boolean isPresent(Index index, Conjunction alternative) {
        for (IndexField field : index.definition().fields()) {
            if (excludesMissing(alternative, field.path().dotted())) {
                return true;
            }
        }
        return false;
    }

    private static boolean excludesMissing(Conjunction alternative, String field) {
        return alternative.fields().getOrDefault(field, List.of()).stream()
                .anyMatch(predicate -> predicate.requiresPresence()
                        || (predicate.validForArrays()
                                && predicate.values().intersect(NULL).isEmpty()));
    }

    private static boolean implies(Conjunction alternative, Index index) {
        RawDocument filter = index.definition().partialFilter();
        List<Conjunction> required = filter == null ? List.of() : FilterAnalysis.of(filter);
        return required.size() == 1 && implies(alternative, required.getFirst());
    }

    private static boolean implies(Conjunction alternative, Conjunction required) {
        return !required.residue()
                && required.fields().entrySet().stream()
                        .allMatch(entry -> entry.getValue().stream()
                                .allMatch(predicate -> implies(alternative, entry.getKey(), predicate)));
    }

    /// With arrays every single condition of the query must imply it on its own, so only single conditions count.
    private static boolean implies(Conjunction alternative, String field, FieldPredicate required) {
        if (required.requiresPresence()) {
            return excludesMissing(alternative, field);
        }
        return alternative.fields().getOrDefault(field, List.of()).stream()
                .anyMatch(predicate -> predicate.sameAs(required)
                        || (required.exact()
                                && predicate.validForArrays()
                                && predicate.values().isWithin(required.values())));
    }
}
