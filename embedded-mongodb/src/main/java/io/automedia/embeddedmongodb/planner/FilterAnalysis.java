package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A filter as alternatives of conjunctions, as far as that does not explode.
final class FilterAnalysis {
    private static final int MAXIMUM_ALTERNATIVES = 5_000;

    private Conjunction common = Conjunction.empty();
    private final List<RawDocument> disjunctions = new ArrayList<>();

    private FilterAnalysis() {}

    /// The alternatives; a document matches the filter only if it meets one of them.
    static List<Conjunction> of(RawDocument filter) {
        FilterAnalysis analysis = new FilterAnalysis();
        analysis.addAll(filter);
        List<Conjunction> alternatives = List.of(analysis.common);
        for (RawDocument disjunction : analysis.disjunctions) {
            alternatives = multiply(alternatives, branches(disjunction));
        }
        return alternatives;
    }

    private static List<Conjunction> branches(RawDocument disjunction) {
        List<Conjunction> branches = new ArrayList<>();
        for (ElementCursor cursor = disjunction.cursor(); cursor.next(); ) {
            branches.addAll(of(cursor.value().asDocument()));
        }
        return branches;
    }

    private static List<Conjunction> multiply(List<Conjunction> alternatives, List<Conjunction> branches) {
        if ((long) alternatives.size() * branches.size() > MAXIMUM_ALTERNATIVES) {
            return alternatives.stream().map(Conjunction::withResidue).toList();
        }
        if (alternatives.size() == 1 && alternatives.getFirst().fields().isEmpty()) {
            return alternatives.getFirst().residue()
                    ? branches.stream().map(Conjunction::withResidue).toList()
                    : branches;
        }
        List<Conjunction> product = new ArrayList<>(alternatives.size() * branches.size());
        for (Conjunction alternative : alternatives) {
            for (Conjunction branch : branches) {
                product.add(alternative.and(branch));
            }
        }
        return product;
    }

    private void addAll(RawDocument filter) {
        for (ElementCursor cursor = filter.cursor(); cursor.next(); ) {
            String name = cursor.name();
            RawValue value = cursor.value();
            switch (name) {
                case "$and" -> addEach(value);
                case "$or" -> disjunctions.add(value.asDocument());
                case "$comment" -> {
                    // says nothing about documents
                }
                default -> {
                    if (name.startsWith("$")) {
                        common = common.withResidue();
                    } else {
                        addField(name, value);
                    }
                }
            }
        }
    }

    private void addEach(RawValue list) {
        for (ElementCursor cursor = list.asDocument().cursor(); cursor.next(); ) {
            addAll(cursor.value().asDocument());
        }
    }

    private void addField(String field, RawValue value) {
        RawDocument operators = operators(value);
        if (operators == null) {
            common = common.and(field, FieldPredicate.equalTo(value));
            return;
        }
        for (ElementCursor cursor = operators.cursor(); cursor.next(); ) {
            common = common.and(field, FieldPredicate.of(cursor.name(), cursor.value()));
        }
    }

    /// The value as operators, or null when it is one to be equal to.
    private static @Nullable RawDocument operators(RawValue value) {
        if (value.type() != ElementType.DOCUMENT) {
            return null;
        }
        RawDocument document = value.asDocument();
        ElementCursor cursor = document.cursor();
        return cursor.next() && cursor.name().startsWith("$") ? document : null;
    }
}
