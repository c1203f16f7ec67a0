package io.automedia.storage;

import java.util.HashSet;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Checks what is written against a collection's description, with the meaning that the same description has as a
/// validator of the server. Any number of threads may use one.
///
/// A document is checked whole. Of a change the values are checked that it gives to fields, by their paths; what only
/// the document that is there decides (a sum after `$inc`, how long a list is after `$push`) the server checks.
public final class DocumentCheck {
    private final Rule rule;
    private final Rule whole;

    private DocumentCheck(Rule rule, Rule whole) {
        this.rule = rule;
        this.whole = whole;
    }

    /// A check of documents that must meet this `$jsonSchema`.
    ///
    /// @throws IllegalArgumentException when it has keywords that [Shape] doesn't use
    public static DocumentCheck of(Document jsonSchema) {
        Rule rule = new Rule(jsonSchema);
        return new DocumentCheck(rule, rule);
    }

    /// A check of documents that look like this.
    static DocumentCheck of(Shape shape) {
        Document jsonSchema = shape.toJsonSchema();
        return new DocumentCheck(new Rule(jsonSchema), new Rule(jsonSchema, shape));
    }

    /// What is wrong with a document; null when nothing is.
    public @Nullable Fault document(BsonDocument document) {
        return fault(rule, document);
    }

    /// The same of a document that must have all defaults: [Fault#INCOMPLETE], wherever one is lacking.
    @Nullable
    Fault whole(BsonDocument document) {
        return fault(whole, document);
    }

    private static @Nullable Fault fault(Rule rule, BsonDocument document) {
        BsonBytes bytes = BsonBytes.of(document);
        return rule.fault(bytes, BsonBytes.OBJECT, bytes.start());
    }

    /// What is wrong with a change by operators such as `$set`; null when nothing is.
    public @Nullable Fault update(BsonDocument update) {
        BsonBytes bytes = BsonBytes.of(update);
        int operator = bytes.first(bytes.start());
        while (bytes.isElement(operator)) {
            int endOfName = bytes.endOfName(operator);
            int type = bytes.type(operator);
            if (type == BsonBytes.OBJECT) {
                Fault fault = fields(bytes, bytes.name(operator, endOfName), endOfName + 1);
                if (fault != null) {
                    return fault;
                }
            }
            operator = bytes.end(type, endOfName + 1);
        }
        return null;
    }

    /// What is wrong with a change that inserts a document where it finds none; null when nothing is.
    public @Nullable Fault upsert(BsonDocument filter, BsonDocument update) {
        Fault fault = update(update);
        if (fault != null) {
            return fault;
        }
        Set<String> given = new HashSet<>();
        collect(filter, given);
        update.forEach((operator, fields) -> {
            if (fields.isDocument() && !operator.equals("$unset")) {
                fields.asDocument().keySet().forEach(path -> given.add(first(path)));
            }
        });
        return rule.required().stream()
                .filter(name -> !given.contains(name))
                .findFirst()
                .map(name -> new Fault(name, Wording.REQUIRED))
                .orElse(null);
    }

    /// The fields that a filter may give to the document that is inserted.
    private static void collect(BsonDocument filter, Set<String> given) {
        filter.forEach((name, condition) -> {
            if (condition instanceof BsonArray parts && name.startsWith("$")) {
                parts.forEach(part -> collect(part.asDocument(), given));
            } else {
                given.add(first(name));
            }
        });
    }

    private static String first(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private @Nullable Fault fields(BsonBytes bytes, String operator, int fields) {
        int element = bytes.first(fields);
        while (bytes.isElement(element)) {
            int endOfName = bytes.endOfName(element);
            int type = bytes.type(element);
            String path = bytes.name(element, endOfName);
            Fault fault = field(bytes, operator, rule.at(path), path, type, endOfName + 1);
            if (fault != null) {
                return fault;
            }
            element = bytes.end(type, endOfName + 1);
        }
        return null;
    }

    private static @Nullable Fault field(
            BsonBytes bytes, String operator, Rule.Target target, String path, int type, int value) {
        Rule rule = target.rule();
        if (removes(operator)) {
            return operator.equals("$unset") && target.isRequired() ? new Fault(path, Wording.REQUIRED) : null;
        }
        if (rule == null) {
            return target.fault();
        }
        Fault fault = switch (operator) {
            case "$set", "$setOnInsert", "$min", "$max" -> rule.fault(bytes, type, value);
            case "$push", "$addToSet" -> added(bytes, rule, type, value);
            case "$inc", "$mul" -> rule.allows(type) ? null : new Fault("", rule.wanted());
            default -> null;
        };
        return fault == null ? null : fault.within(path);
    }

    /// What takes away can't bring anything wrong, unless it must be there.
    private static boolean removes(String operator) {
        return switch (operator) {
            case "$unset", "$pull", "$pullAll", "$pop" -> true;
            default -> false;
        };
    }

    private static @Nullable Fault added(BsonBytes bytes, Rule list, int type, int value) {
        if (!list.allows(BsonBytes.ARRAY)) {
            return new Fault("", list.wanted());
        }
        Rule items = list.items();
        if (items == null) {
            return null;
        }
        int each = type == BsonBytes.OBJECT ? each(bytes, value) : -1;
        if (each < 0) {
            return in(items.fault(bytes, type, value), 0);
        }
        int count = 0;
        int element = bytes.first(each);
        while (bytes.isElement(element)) {
            int elementType = bytes.type(element);
            int begin = bytes.endOfName(element) + 1;
            Fault fault = in(items.fault(bytes, elementType, begin), count++);
            if (fault != null) {
                return fault;
            }
            element = bytes.end(elementType, begin);
        }
        return null;
    }

    private static @Nullable Fault in(@Nullable Fault fault, int place) {
        return fault == null ? null : fault.within("[" + place + "]");
    }

    /// Where the list of `$each` begins; -1 when there is none.
    private static int each(BsonBytes bytes, int object) {
        int element = bytes.first(object);
        while (bytes.isElement(element)) {
            int endOfName = bytes.endOfName(element);
            if (bytes.name(element, endOfName).equals("$each") && bytes.type(element) == BsonBytes.ARRAY) {
                return endOfName + 1;
            }
            element = bytes.end(bytes.type(element), endOfName + 1);
        }
        return -1;
    }
}
