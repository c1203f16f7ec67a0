package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import io.automedia.embeddedmongodb.values.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An update by operators. They are applied in the order of their paths, as MongoDB does since 5.0, so new fields
/// appear in that order.
final class OperatorUpdate {
    /// One operator at one path.
    private record Step(
            String operator, DottedPath path, boolean creates, boolean onInsertOnly, UpdateOperators.Change change) {}

    private final List<Step> steps;
    private final Map<String, Filter> arrayFilters;

    private OperatorUpdate(List<Step> steps, Map<String, Filter> arrayFilters) {
        this.steps = steps;
        this.arrayFilters = arrayFilters;
    }

    static OperatorUpdate parse(Document update, List<RawDocument> arrayFilters, Variables variables) {
        List<Step> steps = new ArrayList<>();
        Map<String, Filter> filters = filters(arrayFilters, variables);
        update.fields().forEach((operator, fields) -> {
            if (!UpdateOperators.isKnown(operator)) {
                throw new MongoError(
                        ErrorCode.FAILED_TO_PARSE,
                        "Unknown modifier: " + operator
                                + ". Expected a valid update modifier or pipeline-style update specified as an array");
            }
            if (!(fields instanceof Document document)) {
                throw new MongoError(
                        ErrorCode.FAILED_TO_PARSE,
                        "Modifiers operate on fields but we found type " + TypeOperators.nameOf(fields)
                                + " instead. For example: {$mod: {<field>: ...}} not {" + operator + ": "
                                + Json.of(fields) + "}");
            }
            document.fields().forEach((path, value) -> add(steps, operator, path, value, variables));
        });
        refuseConflicts(steps);
        checkFilters(steps, filters);
        steps.sort((left, right) -> compare(left.path(), right.path()));
        return new OperatorUpdate(steps, filters);
    }

    private static void add(List<Step> steps, String operator, String path, Object value, Variables variables) {
        DottedPath dotted = checked(path);
        if (operator.equals("$rename")) {
            if (!(value instanceof String target)) {
                throw new MongoError(
                        ErrorCode.BAD_VALUE,
                        "The 'to' field for $rename must be a string: " + path + ": " + Json.of(value));
            }
            if (path.equals(target)) {
                throw new MongoError(
                        ErrorCode.BAD_VALUE,
                        "The source and target field for $rename must differ: " + path + ": " + Json.of(value));
            }
            steps.add(new Step(operator, dotted, false, false, (slot, document) -> {
                Object moved = slot.get();
                if (moved == null) {
                    return false;
                }
                refuseItem(document, dotted, "source");
                refuseItem(document, DottedPath.of(target), "destination");
                slot.remove();
                UpdatePath.set(document, target, moved);
                return true;
            }));
            steps.add(new Step("", checked(target), false, false, (_, _) -> false));
            return;
        }
        steps.add(new Step(
                operator,
                dotted,
                UpdateOperators.creates(operator),
                operator.equals("$setOnInsert"),
                UpdateOperators.change(operator, path, value, variables)));
    }

    /// `$rename` moves fields of documents only.
    private static void refuseItem(Document document, DottedPath path, String end) {
        Object parent = document;
        for (int i = 0; i < path.length() - 1 && parent instanceof Document inner; i++) {
            parent = inner.get(path.step(i).name());
            if (parent instanceof Array) {
                throw new MongoError(
                        ErrorCode.BAD_VALUE,
                        "The " + end + " field cannot be an array element, '" + path + "' in doc with "
                                + UpdateOperators.describe(document) + " has an array field called '"
                                + path.step(i).name() + "'");
            }
        }
    }

    private static DottedPath checked(String path) {
        if (path.isEmpty()) {
            throw new MongoError(ErrorCode.EMPTY_FIELD_NAME, "An empty update path is not valid.");
        }
        DottedPath dotted = DottedPath.of(path);
        for (DottedPath.Step step : dotted.steps()) {
            String name = step.name();
            if (name.isEmpty()) {
                throw new MongoError(
                        ErrorCode.EMPTY_FIELD_NAME,
                        "The update path '" + path + "' contains an empty field name, which is not allowed.");
            }
        }
        if (dotted.step(0).name().startsWith("$")) {
            throw new MongoError(
                    ErrorCode.DOLLAR_PREFIXED_FIELD_NAME,
                    "The dollar ($) prefixed field '" + path
                            + "' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.");
        }
        return dotted;
    }

    private static Map<String, Filter> filters(List<RawDocument> arrayFilters, Variables variables) {
        Map<String, Filter> filters = new HashMap<>();
        for (RawDocument raw : arrayFilters) {
            Filter filter = Filter.compile(raw, variables);
            String identifier = identifier(filter.condition());
            if (identifier == null) {
                throw new MongoError(
                        ErrorCode.FAILED_TO_PARSE,
                        "Cannot use an expression without a top-level field name in arrayFilters");
            }
            if (filters.put(identifier, filter) != null) {
                throw new MongoError(
                        ErrorCode.FAILED_TO_PARSE,
                        "Found multiple array filters with the same top-level field name " + identifier);
            }
        }
        return filters;
    }

    private static @Nullable String identifier(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> firstOf(parts);
            case Condition.Or(List<Condition> parts) -> firstOf(parts);
            case Condition.Nor(List<Condition> parts) -> firstOf(parts);
            case Condition.Not(Condition part) -> identifier(part);
            case Condition.Leaf leaf -> {
                String path = leaf.path().dotted();
                int dot = path.indexOf('.');
                yield dot < 0 ? path : path.substring(0, dot);
            }
            case Condition.Constant _, Condition.Computed _, Condition.Schema _ -> null;
        };
    }

    private static @Nullable String firstOf(List<Condition> parts) {
        return parts.isEmpty() ? null : identifier(parts.getFirst());
    }

    private static void checkFilters(List<Step> steps, Map<String, Filter> filters) {
        Set<String> used = new HashSet<>();
        for (Step step : steps) {
            for (DottedPath.Step part : step.path().steps()) {
                String name = part.name();
                if (name.startsWith("$[") && name.length() > 3) {
                    String identifier = name.substring(2, name.length() - 1);
                    used.add(identifier);
                    if (!filters.containsKey(identifier)) {
                        throw new MongoError(
                                ErrorCode.BAD_VALUE,
                                "No array filter found for identifier '" + identifier + "' in path '" + step.path()
                                        + "'");
                    }
                }
            }
        }
        for (String identifier : filters.keySet()) {
            if (!used.contains(identifier)) {
                throw new MongoError(
                        ErrorCode.FAILED_TO_PARSE,
                        "The array filter for identifier '" + identifier + "' was not used in the update");
            }
        }
    }

    private static void refuseConflicts(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            for (int j = 0; j < i; j++) {
                String left = steps.get(j).path().text();
                String right = steps.get(i).path().text();
                if (left.equals(right) || left.startsWith(right + ".") || right.startsWith(left + ".")) {
                    String shorter = left.length() < right.length() ? left : right;
                    throw new MongoError(
                            ErrorCode.CONFLICTING_UPDATE_OPERATORS,
                            "Updating the path '" + right + "' would create a conflict at '" + shorter + "'");
                }
            }
        }
    }

    private static int compare(DottedPath left, DottedPath right) {
        for (int i = 0; i < Math.min(left.length(), right.length()); i++) {
            DottedPath.Step l = left.step(i);
            DottedPath.Step r = right.step(i);
            int order = l.isIndex() && r.isIndex()
                    ? Integer.compare(l.index(), r.index())
                    : l.name().compareTo(r.name());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// Changes the document in place.
    /// @param before the document as it was, for what `$` stands for
    boolean apply(Document document, Condition filter, RawDocument before, boolean inserting) {
        boolean changed = false;
        for (Step step : steps) {
            if (!step.onInsertOnly() || inserting) {
                UpdatePath path = new UpdatePath(
                        step.path(),
                        step.creates(),
                        UpdateOperators.refusesDeadEnds(step.operator()),
                        arrayFilters,
                        position(step.path(), filter, before));
                changed |= path.apply(document, slot -> step.change().apply(slot, document));
            }
        }
        return changed;
    }

    private static int position(DottedPath path, Condition filter, RawDocument before) {
        int at = path.text().indexOf(".$.");
        int end = at >= 0 ? at : path.text().endsWith(".$") ? path.text().length() - 2 : -1;
        return end < 0 ? -1 : PositionFinder.find(filter, path.text().substring(0, end), before);
    }
}
