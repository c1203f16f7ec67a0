package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is wanted of each field, by nested names: the shape behind projections, `$project`, `$addFields` and `$unset`.
final class FieldTree {
    /// What is wanted of one field.
    sealed interface Node {}

    record Include() implements Node {}

    record Exclude() implements Node {}

    record Computed(Expression expression) implements Node {}

    /// A change of the field's own value, such as `$slice`; null removes it.
    record Changed(Change change) implements Node {}

    record Branch(Map<String, Node> children) implements Node {}

    @FunctionalInterface
    interface Change {
        @Nullable
        Object of(Object value);
    }

    private final Branch root = new Branch(new LinkedHashMap<>());

    Map<String, Node> top() {
        return root.children();
    }

    void put(String path, Node node) {
        DottedPath dotted = DottedPath.of(path);
        Map<String, Node> children = root.children();
        for (int i = 0; i < dotted.length() - 1; i++) {
            Node child = children.computeIfAbsent(dotted.step(i).name(), _ -> new Branch(new LinkedHashMap<>()));
            if (!(child instanceof Branch(Map<String, Node> nested))) {
                throw MongoError.location(
                        31249,
                        "Path collision at " + path + " remaining portion "
                                + dotted.step(i + 1).name());
            }
            children = nested;
        }
        if (children.put(dotted.step(dotted.length() - 1).name(), node) != null) {
            throw MongoError.location(31250, "Path collision at " + path);
        }
    }

    Document include(Document document) {
        return included(root, document, Scope.of(document));
    }

    /// Also keeps what the tree doesn't name.
    Document exclude(Document document) {
        return excluded(root, document, Scope.of(document));
    }

    Document add(Document document) {
        return added(root, document, Scope.of(document));
    }

    private static Document included(Branch branch, Document document, Scope scope) {
        Document result = new Document();
        document.fields().forEach((name, value) -> {
            Object kept = kept(branch.children().get(name), value, scope);
            if (kept != null) {
                result.put(name, kept);
            }
        });
        branch.children().forEach((name, node) -> {
            Object computed = switch (node) {
                case Computed(Expression expression) -> expression.evaluate(scope);
                case Branch nested
                when !result.has(name) && hasComputed(nested) -> included(nested, new Document(), scope);
                case Branch _, Include _, Exclude _, Changed _ -> null;
            };
            if (computed != null) {
                result.put(name, computed);
            }
        });
        return result;
    }

    private static @Nullable Object kept(@Nullable Node node, Object value, Scope scope) {
        return switch (node) {
            case null -> null;
            case Include _ -> value;
            case Exclude _, Computed _ -> null;
            case Changed(Change change) -> change.of(value);
            case Branch branch ->
                switch (value) {
                    case Document document -> included(branch, document, scope);
                    case Array array -> {
                        Array result = new Array();
                        for (Object item : array) {
                            Object inside = kept(branch, item, scope);
                            if (inside != null) {
                                result.add(inside);
                            }
                        }
                        yield result;
                    }
                    default -> hasComputed(branch) ? included(branch, new Document(), scope) : null;
                };
        };
    }

    static boolean hasComputed(Branch branch) {
        return branch.children().values().stream()
                .anyMatch(node -> node instanceof Computed || (node instanceof Branch nested && hasComputed(nested)));
    }

    private static Document excluded(Branch branch, Document document, Scope scope) {
        Document result = document.copy();
        branch.children().forEach((name, node) -> {
            Object value = result.get(name);
            Object left = left(node, value, scope);
            if (left == null) {
                if (value != null) {
                    result.remove(name);
                }
            } else {
                result.put(name, left);
            }
        });
        return result;
    }

    private static @Nullable Object left(Node node, @Nullable Object value, Scope scope) {
        return switch (node) {
            case Include _ -> value;
            case Exclude _ -> null;
            case Computed(Expression expression) -> expression.evaluate(scope);
            case Changed(Change change) -> value == null ? null : change.of(value);
            case Branch branch ->
                switch (value) {
                    case Document document -> excluded(branch, document, scope);
                    case Array array -> {
                        Array result = new Array();
                        for (Object item : array) {
                            Object inside = left(branch, item, scope);
                            if (inside != null) {
                                result.add(inside);
                            }
                        }
                        yield result;
                    }
                    case null -> null;
                    default -> value;
                };
        };
    }

    private static Document added(Branch branch, Document document, Scope scope) {
        Document result = document.copy();
        branch.children().forEach((name, node) -> {
            Object value = added(node, result.get(name), scope);
            if (value == null) {
                result.remove(name);
            } else {
                result.put(name, value);
            }
        });
        return result;
    }

    private static @Nullable Object added(Node node, @Nullable Object value, Scope scope) {
        return switch (node) {
            case Computed(Expression expression) -> expression.evaluate(scope);
            case Branch branch ->
                switch (value) {
                    case Document document -> added(branch, document, scope);
                    case Array array -> {
                        Array result = new Array();
                        for (Object item : array) {
                            result.add(LogicOperators.orNull(added(branch, item, scope)));
                        }
                        yield result;
                    }
                    case null, default -> added(branch, new Document(), scope);
                };
            case Include _, Exclude _, Changed _ -> value;
        };
    }
}
