package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import io.automedia.embeddedmongodb.values.Numbers;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;
import org.bson.BsonUndefined;
import org.jspecify.annotations.Nullable;

/// An aggregation expression, compiled. Its value is Java's `null` where MongoDB's is missing.
public sealed interface Expression {
    @Nullable
    Object evaluate(Scope scope);

    default boolean isTrueFor(Document document) {
        return isTrue(evaluate(Scope.of(document)));
    }

    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case BsonNull _, BsonUndefined _ -> false;
            case Boolean flag -> flag;
            default -> !Numbers.isNumber(value) || Numbers.toDouble(value) != 0;
        };
    }

    static boolean isNullish(@Nullable Object value) {
        return value == null || value instanceof BsonNull || value instanceof BsonUndefined;
    }

    record Constant(Object value) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return value;
        }
    }

    /// `$a.b`.
    record Field(DottedPath path) implements Expression {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return follow(scope.root(), path, 0);
        }
    }

    /// `$$name` or `$$name.a.b`.
    record Variable(String name, @Nullable DottedPath path) implements Expression {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            Object value = switch (name) {
                case "ROOT" -> scope.root();
                case "REMOVE" -> null;
                default -> scope.variable(name);
            };
            return path == null ? value : follow(value, path, 0);
        }
    }

    record NewDocument(Map<String, Expression> fields) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Document document = new Document();
            fields.forEach((name, field) -> {
                Object value = field.evaluate(scope);
                if (value != null) {
                    document.put(name, value);
                }
            });
            return document;
        }
    }

    record NewArray(List<Expression> items) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Array array = new Array();
            for (Expression item : items) {
                Object value = item.evaluate(scope);
                array.add(value == null ? BsonNull.VALUE : value);
            }
            return array;
        }
    }

    /// An operator with its arguments bound.
    record Call(String name, Body body) implements Expression {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return body.evaluate(scope);
        }
    }

    @FunctionalInterface
    interface Body {
        @Nullable
        Object evaluate(Scope scope);
    }

    /// The value at a path; arrays on the way are mapped over, positions mean nothing here.
    static @Nullable Object follow(@Nullable Object from, DottedPath path, int depth) {
        Object value = from;
        for (int i = depth; i < path.length(); i++) {
            switch (value) {
                case Document document -> value = document.get(path.step(i));
                case Array array -> {
                    Array found = new Array();
                    for (Object item : array) {
                        Object inside = item instanceof Document ? follow(item, path, i) : null;
                        if (inside != null) {
                            found.add(inside);
                        }
                    }
                    return found;
                }
                case null, default -> {
                    return null;
                }
            }
        }
        return value;
    }
}
