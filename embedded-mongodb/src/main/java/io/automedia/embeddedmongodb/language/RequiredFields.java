package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Raw;
import java.util.BitSet;
import java.util.Set;

/// `required`.
record RequiredFields(Array specification, Set<String> names, FieldNames encoded) implements SchemaRule {
    RequiredFields(Array specification, Set<String> names) {
        this(specification, names, new FieldNames(names));
    }

    @Override
    public boolean holds(Object value) {
        if (value instanceof Document document) {
            Set<String> present = document.fields().keySet();
            for (String name : names) {
                if (!present.contains(name)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean holds(byte type, byte[] bytes, int offset) {
        if (type != ElementType.DOCUMENT) {
            return true;
        }
        BitSet missing = new BitSet();
        missing.set(0, names.size());
        for (int element = Raw.first(offset); !Raw.isEnd(bytes, element) && !missing.isEmpty(); ) {
            int value = Raw.value(bytes, element);
            int position = encoded.position(bytes, element + 1, value - 1);
            if (position >= 0) {
                missing.clear(position);
            }
            element = Raw.next(bytes, element, value);
        }
        return missing.isEmpty();
    }

    @Override
    public void explain(Object value, Array unsatisfied) {
        Array missing = new Array(names.stream()
                .filter(name -> value instanceof Document document && !document.has(name))
                .sorted()
                .toList());
        unsatisfied.add(new Document("operatorName", "required")
                .put("specifiedAs", new Document("required", specification))
                .put("missingProperties", missing));
    }
}
