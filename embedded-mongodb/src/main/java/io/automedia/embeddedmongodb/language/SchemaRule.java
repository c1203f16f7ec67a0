package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.Raw;
import io.automedia.embeddedmongodb.values.ValueKey;
import io.automedia.embeddedmongodb.values.ValueOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bson.types.Decimal128;

/// One keyword of a schema, or several together. A keyword that speaks of another type than the value's holds.
sealed interface SchemaRule
        permits FieldRules,
                RequiredFields,
                SchemaRule.All,
                SchemaRule.Combination,
                SchemaRule.Dependency,
                SchemaRule.Items,
                SchemaRule.Others,
                SchemaRule.Simple,
                SchemaRule.Types {
    boolean holds(Object value);

    /// The same of a value that lies at `offset`, still encoded: most values are fine, and need not be decoded to see
    /// that.
    default boolean holds(byte type, byte[] bytes, int offset) {
        return holds(Raw.read(bytes, type, offset));
    }

    /// Adds what is not satisfied; called only when it doesn't hold.
    void explain(Object value, Array unsatisfied);

    record All(List<SchemaRule> rules) implements SchemaRule {
        @Override
        public boolean holds(Object value) {
            for (SchemaRule rule : rules) {
                if (!rule.holds(value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean holds(byte type, byte[] bytes, int offset) {
            for (SchemaRule rule : rules) {
                if (!rule.holds(type, bytes, offset)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void explain(Object value, Array unsatisfied) {
            for (SchemaRule rule : rules) {
                if (!rule.holds(value)) {
                    rule.explain(value, unsatisfied);
                }
            }
        }
    }

    /// A keyword that a predicate decides.
    record Simple(String keyword, Object specification, String reason, Predicate<Object> predicate)
            implements SchemaRule {
        @Override
        public boolean holds(Object value) {
            return predicate.test(value);
        }

        @Override
        public void explain(Object value, Array unsatisfied) {
            unsatisfied.add(new Document("operatorName", keyword)
                    .put("specifiedAs", new Document(keyword, specification))
                    .put("reason", reason)
                    .put("consideredValue", value));
        }
    }

    /// `bsonType` and `type`.
    record Types(String keyword, Object specification, Set<Byte> types) implements SchemaRule {
        @Override
        public boolean holds(Object value) {
            return types.contains(ValueOrder.typeOf(value).number());
        }

        @Override
        public boolean holds(byte type, byte[] bytes, int offset) {
            return types.contains(type);
        }

        @Override
        public void explain(Object value, Array unsatisfied) {
            unsatisfied.add(new Document("operatorName", keyword)
                    .put("specifiedAs", new Document(keyword, specification))
                    .put("reason", "type did not match")
                    .put("consideredValue", value)
                    .put("consideredType", TypeOperators.nameOf(value)));
        }
    }

    /// `additionalProperties` and `patternProperties`.
    record Others(Set<String> known, Map<Pattern, SchemaRule> patterns, SchemaRule additional, Object specification)
            implements SchemaRule {
        @Override
        public boolean holds(Object value) {
            return offending(value).isEmpty();
        }

        private List<String> offending(Object value) {
            List<String> names = new ArrayList<>();
            if (value instanceof Document document) {
                document.fields().forEach((name, field) -> {
                    if (!accepts(name, field)) {
                        names.add(name);
                    }
                });
            }
            return names;
        }

        private boolean accepts(String name, Object field) {
            boolean matched = known.contains(name);
            for (Map.Entry<Pattern, SchemaRule> pattern : patterns.entrySet()) {
                if (pattern.getKey().matcher(name).find()) {
                    matched = true;
                    if (!pattern.getValue().holds(field)) {
                        return false;
                    }
                }
            }
            return matched || additional.holds(field);
        }

        @Override
        public void explain(Object value, Array unsatisfied) {
            unsatisfied.add(new Document("operatorName", "additionalProperties")
                    .put("specifiedAs", new Document("additionalProperties", specification))
                    .put("additionalProperties", new Array(offending(value))));
        }
    }

    /// `items`: one rule for all, or one for each position and one for the rest.
    record Items(List<SchemaRule> positions, SchemaRule rest) implements SchemaRule {
        @Override
        public boolean holds(Object value) {
            return !(value instanceof Array array) || firstBad(array) < 0;
        }

        private int firstBad(Array array) {
            for (int i = 0; i < array.size(); i++) {
                SchemaRule rule = i < positions.size() ? positions.get(i) : rest;
                if (!rule.holds(array.get(i))) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public void explain(Object value, Array unsatisfied) {
            int index = value instanceof Array array ? firstBad(array) : -1;
            Array details = new Array();
            if (index >= 0 && value instanceof Array array) {
                (index < positions.size() ? positions.get(index) : rest).explain(array.get(index), details);
            }
            unsatisfied.add(new Document("operatorName", "items")
                    .put("reason", "At least one item did not match the sub-schema")
                    .put("itemIndex", index)
                    .put("details", details));
        }
    }

    /// `anyOf`, `oneOf`, `not` (`allOf` too): how many of the schemas hold decides.
    record Combination(String keyword, List<SchemaRule> schemas) implements SchemaRule {
        @Override
        public boolean holds(Object value) {
            long count = schemas.stream().filter(schema -> schema.holds(value)).count();
            return switch (keyword) {
                case "allOf" -> count == schemas.size();
                case "anyOf" -> count > 0;
                case "oneOf" -> count == 1;
                default -> count == 0;
            };
        }

        @Override
        public void explain(Object value, Array unsatisfied) {
            Document entry = new Document("operatorName", keyword);
            if (keyword.equals("not")) {
                unsatisfied.add(entry.put("reason", "child expression matched"));
                return;
            }
            Array failing = new Array();
            for (int i = 0; i < schemas.size(); i++) {
                if (!schemas.get(i).holds(value)) {
                    Array details = new Array();
                    schemas.get(i).explain(value, details);
                    failing.add(new Document("index", i).put("details", details));
                }
            }
            unsatisfied.add(entry.put("schemasNotSatisfied", failing));
        }
    }

    /// `dependencies`: where a field is present, a schema holds for the whole.
    record Dependency(String name, SchemaRule rule) implements SchemaRule {
        @Override
        public boolean holds(Object value) {
            return !(value instanceof Document document) || !document.has(name) || rule.holds(value);
        }

        @Override
        public void explain(Object value, Array unsatisfied) {
            Array details = new Array();
            rule.explain(value, details);
            unsatisfied.add(new Document("operatorName", "dependencies")
                    .put(
                            "failingDependencies",
                            Array.of(new Document("conditionalProperty", name).put("details", details))));
        }
    }

    static boolean isUnique(Array array) {
        Set<ValueKey> seen = new HashSet<>();
        for (Object item : array) {
            if (!seen.add(new ValueKey(item))) {
                return false;
            }
        }
        return true;
    }

    static boolean isMultiple(Object number, Object divisor) {
        boolean isFinite = Double.isFinite(Numbers.toDouble(number)) && Double.isFinite(Numbers.toDouble(divisor));
        if (isFinite && (number instanceof Decimal128 || divisor instanceof Decimal128)) {
            return Numbers.toBigDecimal(Numbers.toDecimal(number))
                            .remainder(Numbers.toBigDecimal(Numbers.toDecimal(divisor)))
                            .signum()
                    == 0;
        }
        return Numbers.toDouble(number) % Numbers.toDouble(divisor) == 0;
    }

    static boolean isWithin(Object number, Object bound, int sign, boolean exclusive) {
        int order = ValueOrder.compare(number, bound) * sign;
        return exclusive ? order < 0 : order <= 0;
    }
}
