package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Raw;
import java.util.List;
import java.util.Map;

/// `properties`: a rule for each of some fields, where they are present.
record FieldRules(
        Map<String, SchemaRule> rules, Map<String, Document> annotations, FieldNames names, List<SchemaRule> byPosition)
        implements SchemaRule {
    FieldRules(Map<String, SchemaRule> rules, Map<String, Document> annotations) {
        this(rules, annotations, new FieldNames(rules.keySet()), List.copyOf(rules.values()));
    }

    @Override
    public boolean holds(Object value) {
        if (value instanceof Document document) {
            for (Map.Entry<String, Object> field : document.fields().entrySet()) {
                SchemaRule rule = rules.get(field.getKey());
                if (rule != null && !rule.holds(field.getValue())) {
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
        for (int element = Raw.first(offset); !Raw.isEnd(bytes, element); ) {
            int value = Raw.value(bytes, element);
            int position = names.position(bytes, element + 1, value - 1);
            if (position >= 0 && !byPosition.get(position).holds(bytes[element], bytes, value)) {
                return false;
            }
            element = Raw.next(bytes, element, value);
        }
        return true;
    }

    @Override
    public void explain(Object value, Array unsatisfied) {
        Array properties = new Array();
        rules.forEach((name, rule) -> {
            Object field = value instanceof Document document ? document.get(name) : null;
            if (field != null && !rule.holds(field)) {
                Array details = new Array();
                rule.explain(field, details);
                Document entry = new Document("propertyName", name);
                annotations.getOrDefault(name, new Document()).fields().forEach(entry::put);
                properties.add(entry.put("details", details));
            }
        });
        unsatisfied.add(new Document("operatorName", "properties").put("propertiesNotSatisfied", properties));
    }
}
