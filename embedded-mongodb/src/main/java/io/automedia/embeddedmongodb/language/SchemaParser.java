package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.ValueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bson.BsonRegularExpression;
import org.jspecify.annotations.Nullable;

/// Reads `$jsonSchema`.
final class SchemaParser {
    private static final SchemaRule ANYTHING = new SchemaRule.All(List.of());
    private static final SchemaRule NOTHING = new SchemaRule.Combination("anyOf", List.of());

    private SchemaParser() {}

    static SchemaRule parse(Document schema) {
        List<SchemaRule> rules = new ArrayList<>();
        schema.fields().forEach((keyword, value) -> add(rules, keyword, value, schema));
        if (schema.has("additionalProperties") || schema.has("patternProperties")) {
            rules.add(others(schema));
        }
        return rules.size() == 1 ? rules.getFirst() : new SchemaRule.All(rules);
    }

    private static void add(List<SchemaRule> rules, String keyword, Object value, Document schema) {
        switch (keyword) {
            case "bsonType" -> rules.add(type(keyword, value));
            case "type" -> rules.add(type(keyword, jsonTypes(value)));
            case "required" -> rules.add(new RequiredFields(array(keyword, value), names(keyword, value)));
            case "properties" -> rules.add(properties(document(keyword, value)));
            case "enum" -> rules.add(enumeration(array(keyword, value)));
            case "minimum" -> rules.add(bound(keyword, value, -1, isTrue(schema, "exclusiveMinimum")));
            case "maximum" -> rules.add(bound(keyword, value, 1, isTrue(schema, "exclusiveMaximum")));
            case "multipleOf" ->
                rules.add(simple(
                        keyword,
                        value,
                        "considered value is not a multiple of the specified value",
                        v -> !Numbers.isNumber(v) || SchemaRule.isMultiple(v, number(keyword, value))));
            case "minLength", "maxLength" -> rules.add(length(keyword, value));
            case "minItems", "maxItems" ->
                rules.add(count(keyword, value, v -> v instanceof Array array ? array.size() : null));
            case "minProperties", "maxProperties" ->
                rules.add(count(keyword, value, v -> v instanceof Document document ? document.size() : null));
            case "pattern" -> {
                Pattern pattern = RegexTranslation.compile(new BsonRegularExpression(text(keyword, value)));
                rules.add(simple(
                        keyword,
                        value,
                        "regular expression did not match",
                        v -> !(v instanceof String text)
                                || pattern.matcher(text).find()));
            }
            case "items" -> rules.add(items(value, schema));
            case "uniqueItems" -> {
                if (Boolean.TRUE.equals(value)) {
                    rules.add(simple(
                            keyword,
                            value,
                            "found a duplicate item",
                            v -> !(v instanceof Array array) || SchemaRule.isUnique(array)));
                }
            }
            case "allOf", "anyOf", "oneOf" -> rules.add(new SchemaRule.Combination(keyword, schemas(keyword, value)));
            case "not" -> rules.add(new SchemaRule.Combination(keyword, List.of(parse(document(keyword, value)))));
            case "dependencies" ->
                document(keyword, value)
                        .fields()
                        .forEach((name, dependency) -> rules.add(new SchemaRule.Dependency(
                                name,
                                dependency instanceof Array array
                                        ? new RequiredFields(array, names(keyword, array))
                                        : parse(document(keyword, dependency)))));
            case "title", "description" -> text(keyword, value);
            case "additionalProperties",
                    "patternProperties",
                    "additionalItems",
                    "exclusiveMinimum",
                    "exclusiveMaximum" -> {
                // read together with the keyword they modify
            }
            case "$ref", "$schema", "default", "definitions", "format", "id" ->
                throw SchemaValidator.malformed("$jsonSchema keyword '" + keyword + "' is not currently supported");
            default -> throw SchemaValidator.malformed("Unknown $jsonSchema keyword: " + keyword);
        }
    }

    private static SchemaRule simple(String keyword, Object value, String reason, Predicate<Object> predicate) {
        return new SchemaRule.Simple(keyword, value, reason, predicate);
    }

    private static SchemaRule type(String keyword, Object value) {
        if (!(value instanceof String) && !(value instanceof Array)) {
            throw mismatch(keyword, "either a string or an array of strings");
        }
        return new SchemaRule.Types(keyword, value, Set.copyOf(OperatorParser.types(value)));
    }

    private static Object jsonTypes(Object value) {
        if (value instanceof Array array) {
            return new Array(array.items().stream().map(SchemaParser::jsonTypes).toList());
        }
        return switch (String.valueOf(value)) {
            case "boolean" -> "bool";
            case "integer" -> throw SchemaValidator.malformed("$jsonSchema type 'integer' is not currently supported.");
            default -> value;
        };
    }

    private static SchemaRule properties(Document properties) {
        Map<String, SchemaRule> rules = new LinkedHashMap<>();
        Map<String, Document> annotations = new HashMap<>();
        properties.fields().forEach((name, value) -> {
            Document schema = document("properties", value);
            rules.put(name, parse(schema));
            Document annotation = new Document();
            for (String keyword : List.of("title", "description")) {
                if (schema.get(keyword) instanceof String text) {
                    annotation.put(keyword, text);
                }
            }
            annotations.put(name, annotation);
        });
        return new FieldRules(rules, annotations);
    }

    private static SchemaRule others(Document schema) {
        Set<String> known = schema.get("properties") instanceof Document properties
                ? Set.copyOf(properties.fields().keySet())
                : Set.of();
        Map<Pattern, SchemaRule> patterns = new LinkedHashMap<>();
        if (schema.get("patternProperties") instanceof Document given) {
            given.fields()
                    .forEach((pattern, value) -> patterns.put(
                            RegexTranslation.compile(new BsonRegularExpression(pattern)),
                            parse(document("patternProperties", value))));
        }
        Object additional = schema.get("additionalProperties");
        SchemaRule rule = switch (additional) {
            case null -> ANYTHING;
            case Boolean allowed -> allowed ? ANYTHING : NOTHING;
            default -> parse(document("additionalProperties", additional));
        };
        return new SchemaRule.Others(known, patterns, rule, additional == null ? true : additional);
    }

    private static SchemaRule enumeration(Array values) {
        if (values.isEmpty()) {
            throw SchemaValidator.malformed("$jsonSchema keyword 'enum' cannot be an empty array");
        }
        Set<ValueKey> keys = new HashSet<>();
        values.forEach(value -> keys.add(new ValueKey(value)));
        return simple("enum", values, "value was not found in enum", v -> keys.contains(new ValueKey(v)));
    }

    private static SchemaRule bound(String keyword, Object bound, int sign, boolean exclusive) {
        number(keyword, bound);
        return simple(
                keyword,
                bound,
                "comparison failed",
                v -> !Numbers.isNumber(v) || SchemaRule.isWithin(v, bound, sign, exclusive));
    }

    private static SchemaRule length(String keyword, Object value) {
        return count(keyword, value, v -> v instanceof String text ? text.codePointCount(0, text.length()) : null);
    }

    @FunctionalInterface
    private interface Counter {
        @Nullable
        Integer count(Object value);
    }

    private static SchemaRule count(String keyword, Object value, Counter counter) {
        Long limit = Numbers.exactLong(value);
        if (limit == null || limit < 0) {
            throw SchemaValidator.malformed("$jsonSchema keyword '" + keyword + "' must be a non-negative integer");
        }
        boolean least = keyword.startsWith("min");
        String reason = keyword.endsWith("Length")
                ? "specified string length was not satisfied"
                : "array did not match specified length";
        return simple(keyword, value, reason, v -> {
            Integer count = counter.count(v);
            return count == null || (least ? count >= limit : count <= limit);
        });
    }

    private static SchemaRule items(Object value, Document schema) {
        if (value instanceof Array) {
            Object additional = schema.get("additionalItems");
            SchemaRule rest = Boolean.FALSE.equals(additional)
                    ? NOTHING
                    : additional instanceof Document document ? parse(document) : ANYTHING;
            return new SchemaRule.Items(schemas("items", value), rest);
        }
        return new SchemaRule.Items(List.of(), parse(document("items", value)));
    }

    private static List<SchemaRule> schemas(String keyword, Object value) {
        List<SchemaRule> schemas = new ArrayList<>();
        array(keyword, value).forEach(item -> schemas.add(parse(document(keyword, item))));
        return schemas;
    }

    private static boolean isTrue(Document schema, String keyword) {
        return Boolean.TRUE.equals(schema.get(keyword));
    }

    private static MongoError mismatch(String keyword, String expected) {
        return new MongoError(ErrorCode.TYPE_MISMATCH, "$jsonSchema keyword '" + keyword + "' must be " + expected);
    }

    private static Document document(String keyword, Object value) {
        if (value instanceof Document document) {
            return document;
        }
        throw mismatch(keyword, "an object");
    }

    private static Array array(String keyword, Object value) {
        if (value instanceof Array array) {
            return array;
        }
        throw mismatch(keyword, "an array");
    }

    private static String text(String keyword, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw mismatch(keyword, "a string");
    }

    private static Object number(String keyword, Object value) {
        if (Numbers.isNumber(value)) {
            return value;
        }
        throw mismatch(keyword, "a number");
    }

    private static Set<String> names(String keyword, Object value) {
        Set<String> names = new LinkedHashSet<>();
        array(keyword, value).forEach(item -> names.add(text(keyword, item)));
        if (names.isEmpty()) {
            throw SchemaValidator.malformed("$jsonSchema keyword '" + keyword + "' cannot be an empty array");
        }
        return names;
    }
}
