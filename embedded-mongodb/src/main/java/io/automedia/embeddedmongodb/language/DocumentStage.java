package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage that makes one document of one document; these are also what pipeline updates are made of.
@FunctionalInterface
interface DocumentStage {
    Document apply(Document document);

    static List<DocumentStage> forUpdate(Array pipeline, Variables variables) {
        List<DocumentStage> stages = new ArrayList<>();
        for (Object item : pipeline) {
            if (!(item instanceof Document document) || document.size() != 1) {
                throw MongoError.location(
                        40323, "A pipeline stage specification object must contain exactly one field.");
            }
            String name = document.fields().keySet().iterator().next();
            DocumentStage stage =
                    parse(name, document.fields().values().iterator().next(), variables);
            if (stage == null) {
                throw new MongoError(ErrorCode.INVALID_OPTIONS, name + " is not allowed to be used within an update");
            }
            stages.add(stage);
        }
        return stages;
    }

    /// Null when the name is no stage of this kind.
    static @Nullable DocumentStage parse(String name, Object specification, Variables variables) {
        return switch (name) {
            case "$project" -> Projection.stage(document(name, specification), variables)::apply;
            case "$addFields", "$set" -> addFields(name, document(name, specification), variables);
            case "$unset" -> unset(specification);
            case "$replaceRoot" -> {
                Object root = document(name, specification).get("newRoot");
                if (root == null) {
                    throw MongoError.location(40231, "no newRoot specified for the $replaceRoot stage");
                }
                yield replaceRoot(root, variables);
            }
            case "$replaceWith" -> replaceRoot(specification, variables);
            default -> null;
        };
    }

    static Document document(String stage, Object specification) {
        if (specification instanceof Document document) {
            return document;
        }
        throw MongoError.location(15969, stage + " specification must be an object");
    }

    private static DocumentStage addFields(String name, Document specification, Variables variables) {
        FieldTree tree = new FieldTree();
        if (specification.isEmpty()) {
            throw MongoError.location(40177, name + " specification must have at least one field");
        }
        addFields(tree, "", specification, variables);
        return tree::add;
    }

    private static void addFields(FieldTree tree, String prefix, Document specification, Variables variables) {
        specification.fields().forEach((name, value) -> {
            String path = prefix + name;
            if (name.startsWith("$")) {
                throw MongoError.location(
                        16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
            }
            if (value instanceof Document document && document.isEmpty()) {
                throw MongoError.location(
                        40180, "an empty object is not a valid value. Found empty object at path " + path);
            }
            if (value instanceof Document document
                    && !document.fields().keySet().iterator().next().startsWith("$")) {
                addFields(tree, path + ".", document, variables);
            } else {
                tree.put(path, new FieldTree.Computed(ExpressionParser.parse(value, variables)));
            }
        });
    }

    private static DocumentStage unset(Object specification) {
        Array names = specification instanceof Array array ? array : Array.of(specification);
        FieldTree tree = new FieldTree();
        for (Object item : names) {
            if (!(item instanceof String path) || path.isEmpty()) {
                throw MongoError.location(
                        31120, "$unset specification must be a string or an array containing only string values");
            }
            tree.put(path, new FieldTree.Exclude());
        }
        return tree::exclude;
    }

    private static DocumentStage replaceRoot(Object specification, Variables variables) {
        Expression root = ExpressionParser.parse(specification, variables);
        return document -> {
            Object value = root.evaluate(Scope.of(document));
            if (value instanceof Document result) {
                return result;
            }
            throw MongoError.location(
                    40228,
                    "'newRoot' expression must evaluate to an object, but resulting value was of type: "
                            + TypeOperators.nameOf(value));
        };
    }
}
