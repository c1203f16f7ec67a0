package io.automedia.embeddedmongodb.planner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Conditions that all must hold. What cannot be said of single fields is the residue, which only the documents show.
record Conjunction(Map<String, List<FieldPredicate>> fields, boolean residue) {

    static Conjunction empty() {
        return new Conjunction(Map.of(), false);
    }

    Conjunction and(String field, FieldPredicate predicate) {
        Map<String, List<FieldPredicate>> more = new LinkedHashMap<>(fields);
        List<FieldPredicate> predicates = new ArrayList<>(more.getOrDefault(field, List.of()));
        predicates.add(predicate);
        more.put(field, predicates);
        return new Conjunction(more, residue);
    }

    Conjunction and(Conjunction other) {
        Map<String, List<FieldPredicate>> more = new LinkedHashMap<>(fields);
        other.fields.forEach((field, predicates) -> {
            List<FieldPredicate> all = new ArrayList<>(more.getOrDefault(field, List.of()));
            all.addAll(predicates);
            more.put(field, all);
        });
        return new Conjunction(more, residue || other.residue);
    }

    Conjunction withResidue() {
        return new Conjunction(fields, true);
    }

    /// Whether every record that all of these have meets it, without a look at the document.
    boolean isMetBy(List<ScanPlan> plans) {
        Set<String> covered = new HashSet<>();
        plans.forEach(plan -> covered.addAll(plan.covered()));
        return !residue && covered.containsAll(fields.keySet());
    }

    /// What the conditions on a field leave of the keys of an index: with arrays only one condition can be used,
    /// because each may be met by another element.
    Allowed allowed(String field, boolean multikey) {
        List<FieldPredicate> predicates = fields.getOrDefault(field, List.of());
        if (predicates.isEmpty()) {
            return Allowed.EVERYTHING;
        }
        return multikey ? mostSelective(predicates) : intersection(predicates);
    }

    private static Allowed intersection(List<FieldPredicate> predicates) {
        IntervalSet values = IntervalSet.ALL;
        boolean exact = true;
        for (FieldPredicate predicate : predicates) {
            values = values.intersect(predicate.values());
            exact &= predicate.exact();
        }
        return new Allowed(values, exact);
    }

    private static Allowed mostSelective(List<FieldPredicate> predicates) {
        IntervalSet best = IntervalSet.ALL;
        for (FieldPredicate predicate : predicates) {
            boolean better = predicate.validForArrays()
                    && (best.isAll() || (predicate.values().isPoints() && !best.isPoints()));
            if (better) {
                best = predicate.values();
            }
        }
        boolean exact = predicates.size() == 1
                && predicates.getFirst().validForArrays()
                && predicates.getFirst().exactForArrays();
        return new Allowed(best, exact);
    }

    /// @param exact whether nothing else needs to be checked about the field
    record Allowed(IntervalSet values, boolean exact) {
        static final Allowed EVERYTHING = new Allowed(IntervalSet.ALL, true);
    }
}
