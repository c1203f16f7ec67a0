package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled projection of `find`, or `$project`.
public final class Projection {
    private final FieldTree tree;
    private final boolean inclusive;
    private final @Nullable String positional;
    private final @Nullable Condition condition;
    private final @Nullable RawInclusion raw;

    private Projection(FieldTree tree, boolean inclusive, @Nullable String positional, @Nullable Condition condition) {
        this.tree = tree;
        this.inclusive = inclusive;
        this.positional = positional;
        this.condition = condition;
        this.raw = inclusive && positional == null ? RawInclusion.of(tree) : null;
    }

    /// Compiles a projection as `find` takes it.
    /// @param filter the query's filter, which decides what `field.$` is
    public static Projection compile(RawDocument projection, Filter filter, Variables variables) {
        return new Reader(variables, true).read(Document.of(projection), filter.condition());
    }

    static Projection stage(Document projection, Variables variables) {
        if (projection.isEmpty()) {
            throw MongoError.location(
                    51272, "Invalid $project :: caused by :: projection specification must have at least one field");
        }
        return new Reader(variables, false).read(projection, null);
    }

    public RawDocument apply(RawDocument document) {
        RawDocument copied = raw == null ? null : raw.apply(document);
        return copied == null ? apply(Document.of(document)).toRaw() : copied;
    }

    Document apply(Document document) {
        Document result = inclusive ? tree.include(document) : tree.exclude(document);
        if (positional != null && condition != null) {
            int index = PositionFinder.find(condition, positional, document.toRaw());
            if (index < 0) {
                throw MongoError.location(
                        51246,
                        "Executor error during find command :: caused by :: positional operator '." + positional
                                + ".$' couldn't find a matching element in the array");
            }
            if (result.get(positional) instanceof Array array) {
                result.put(positional, Array.of(array.get(index)));
            }
        }
        return result;
    }

    private static final class Reader {
        private final Variables variables;
        private final boolean find;
        private final FieldTree tree = new FieldTree();
        private final List<Runnable> later = new ArrayList<>();
        private @Nullable Boolean inclusive;
        private @Nullable String positional;
        private @Nullable Boolean id;

        Reader(Variables variables, boolean find) {
            this.variables = variables;
            this.find = find;
        }

        Projection read(Document projection, @Nullable Condition condition) {
            projection.fields().forEach((name, value) -> field("", name, value));
            boolean computed = !later.isEmpty();
            boolean includes = inclusive != null ? inclusive : computed || Boolean.TRUE.equals(id);
            later.forEach(Runnable::run);
            if (id != null && !tree.top().containsKey("_id")) {
                tree.put("_id", id ? new FieldTree.Include() : new FieldTree.Exclude());
            } else if (includes && !tree.top().containsKey("_id")) {
                tree.put("_id", new FieldTree.Include());
            }
            return new Projection(tree, includes, positional, condition);
        }

        private void field(String prefix, String name, Object value) {
            String path = prefix.isEmpty() ? name : prefix + "." + name;
            if (name.isEmpty() || name.startsWith("$")) {
                throw MongoError.location(
                        16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
            }
            if (find && path.endsWith(".$")) {
                positional = path.substring(0, path.length() - 2);
                flag(positional, true);
                return;
            }
            switch (value) {
                case Boolean flag -> flag(path, flag);
                case Document document
                when document.isEmpty() ->
                    throw MongoError.location(
                            51270, "An empty sub-projection is not a valid value. Found empty object at path");
                case Document document
                when document.fields().keySet().iterator().next().startsWith("$") -> operator(path, document);
                case Document document -> document.fields().forEach((inner, nested) -> field(path, inner, nested));
                default -> {
                    if (Numbers.isNumber(value)) {
                        flag(path, Numbers.toDouble(value) != 0);
                    } else {
                        computed(path, ExpressionParser.parse(value, variables));
                    }
                }
            }
        }

        private void flag(String path, boolean wanted) {
            if (path.equals("_id")) {
                id = wanted;
                return;
            }
            if (inclusive != null && inclusive != wanted) {
                throw MongoError.location(
                        wanted ? 31253 : 31254,
                        wanted
                                ? "Cannot do inclusion on field " + path + " in exclusion projection"
                                : "Cannot do exclusion on field " + path + " in inclusion projection");
            }
            inclusive = wanted;
            tree.put(path, wanted ? new FieldTree.Include() : new FieldTree.Exclude());
        }

        private void computed(String path, Expression expression) {
            if (Boolean.FALSE.equals(inclusive)) {
                throw MongoError.location(31252, "Cannot use an expression in an exclusion projection");
            }
            later.add(() -> tree.put(path, new FieldTree.Computed(expression)));
        }

        private void operator(String path, Document document) {
            String name = document.fields().keySet().iterator().next();
            Object argument = document.fields().values().iterator().next();
            if (find && name.equals("$elemMatch")) {
                elementMatch(path, argument);
            } else if (find && name.equals("$slice") && isPlainSlice(argument)) {
                tree.put(
                        path,
                        new FieldTree.Changed(value -> value instanceof Array array ? slice(array, argument) : value));
            } else if (name.equals("$meta")) {
                throw new MongoError(ErrorCode.COMMAND_NOT_SUPPORTED, "$meta is not supported by this server");
            } else {
                computed(path, ExpressionParser.parse(document, variables));
            }
        }

        private void elementMatch(String path, Object argument) {
            inclusive = inclusive == null ? Boolean.TRUE : inclusive;
            Filter filter = Filter.compile(new Document("e", new Document("$elemMatch", argument)).toRaw(), variables);
            tree.put(path, new FieldTree.Changed(value -> {
                if (value instanceof Array array) {
                    for (Object item : array) {
                        if (filter.matches(new Document("e", Array.of(item)))) {
                            return Array.of(item);
                        }
                    }
                }
                return null;
            }));
        }

        private static boolean isPlainSlice(Object argument) {
            return Numbers.isNumber(argument)
                    || (argument instanceof Array array && array.size() == 2 && Numbers.isNumber(array.get(0)));
        }

        private static Array slice(Array array, Object argument) {
            int size = array.size();
            int start;
            int count;
            if (argument instanceof Array pair) {
                start = (int) Numbers.toDouble(pair.get(0));
                count = (int) Numbers.toDouble(pair.get(1));
                start = start < 0 ? Math.max(0, size + start) : Math.min(start, size);
            } else {
                int asked = (int) Numbers.toDouble(argument);
                start = asked < 0 ? Math.max(0, size + asked) : 0;
                count = Math.abs(asked);
            }
            return new Array(array.items().subList(start, (int) Math.min(size, (long) start + count)));
        }
    }
}
