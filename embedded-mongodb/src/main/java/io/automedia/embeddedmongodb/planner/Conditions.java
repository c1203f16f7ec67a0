package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.IndexField;
import java.util.List;
import java.util.Set;

/// What a filter says, as alternatives.
record Conditions(List<Conjunction> alternatives) {

    /// Whether documents match of which all conditions on these fields are known to be met.
    boolean areMetBy(Set<String> covered) {
        Conjunction only = alternatives.getFirst();
        return alternatives.size() == 1
                && !only.residue()
                && covered.containsAll(only.fields().keySet());
    }

    boolean speakOf(String field) {
        return alternatives.stream().anyMatch(each -> each.fields().containsKey(field));
    }

    boolean speakOfAll(List<IndexField> fields) {
        for (IndexField field : fields) {
            if (!speakOf(field.path().dotted())) {
                return false;
            }
        }
        return true;
    }
}
