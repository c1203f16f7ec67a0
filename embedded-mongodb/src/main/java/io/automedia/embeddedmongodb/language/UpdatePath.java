package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import io.automedia.embeddedmongodb.values.Json;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;

/// Walks to the places that the path of an update operator names, array placeholders included, and makes the way where
/// there is none.
final class UpdatePath {
    private static final int MOST_PADDING = 1_500_000;

    /// A place in a document or array that can be read and written.
    interface Slot {
        @Nullable
        Object get();

        void set(Object value);

        void remove();
    }

    @FunctionalInterface
    interface Action {
        /// True when it changed something.
        boolean on(Slot slot);
    }

    private final DottedPath path;
    private final boolean creates;
    private final boolean refusesDeadEnds;
    private final Map<String, Filter> arrayFilters;
    private final int position;

    /// @param creates whether missing parents are made
    /// @param refusesDeadEnds whether a path that could not be made is an error
    /// @param position what `$` stands for, -1 when nothing
    UpdatePath(
            DottedPath path, boolean creates, boolean refusesDeadEnds, Map<String, Filter> arrayFilters, int position) {
        this.path = path;
        this.creates = creates;
        this.refusesDeadEnds = refusesDeadEnds;
        this.arrayFilters = arrayFilters;
        this.position = position;
    }

    static void set(Document document, String path, Object value) {
        var _ = new UpdatePath(DottedPath.of(path), true, true, Map.of(), -1).apply(document, slot -> {
            slot.set(value);
            return true;
        });
    }

    boolean apply(Document document, Action action) {
        return inDocument(document, 0, action);
    }

    private boolean isLast(int depth) {
        return depth == path.length() - 1;
    }

    private boolean inDocument(Document document, int depth, Action action) {
        String name = path.step(depth).name();
        if (name.startsWith("$[") || name.equals("$")) {
            throw new MongoError(
                    ErrorCode.BAD_VALUE, "Cannot apply array updates to non-array element " + Json.of(document));
        }
        document.fields();
        if (isLast(depth)) {
            return action.on(new FieldSlot(document, name));
        }
        Object child = document.get(name);
        if (child == null) {
            if (!creates) {
                return false;
            }
            refusePlaceholder(depth + 1);
            Document made = new Document();
            boolean changed = inDocument(made, depth + 1, action);
            if (changed) {
                document.put(name, made);
            }
            return changed;
        }
        return inside(child, depth + 1, action);
    }

    private void refusePlaceholder(int depth) {
        if (path.step(depth).name().startsWith("$")) {
            throw new MongoError(
                    ErrorCode.BAD_VALUE,
                    "The path '" + path + "' must exist in the document in order to apply array updates.");
        }
    }

    private boolean inside(Object child, int depth, Action action) {
        return switch (child) {
            case Document document -> inDocument(document, depth, action);
            case Array array -> inArray(array, depth, action);
            default -> {
                String name = path.step(depth).name();
                if (name.startsWith("$")) {
                    throw new MongoError(
                            ErrorCode.BAD_VALUE,
                            "Cannot apply array updates to non-array element "
                                    + path.step(depth - 1).name() + ": " + Json.of(child));
                }
                yield notViable(name, path.step(depth - 1).name(), child);
            }
        };
    }

    private boolean notViable(String name, String parent, Object child) {
        if (refusesDeadEnds) {
            throw new MongoError(
                    ErrorCode.PATH_NOT_VIABLE,
                    "Cannot create field '" + name + "' in element {" + parent + ": " + Json.of(child) + "}");
        }
        return false;
    }

    private boolean inArray(Array array, int depth, Action action) {
        String name = path.step(depth).name();
        List<Object> items = array.items();
        if (name.startsWith("$[") && name.endsWith("]")) {
            Filter filter = arrayFilters.get(name.substring(2, name.length() - 1));
            boolean changed = false;
            for (int i = 0; i < items.size(); i++) {
                if (name.length() == 3
                        || (filter != null
                                && filter.matches(new Document(name.substring(2, name.length() - 1), items.get(i))))) {
                    changed |= atIndex(array, i, depth, action);
                }
            }
            return changed;
        }
        if (name.equals("$")) {
            if (position < 0) {
                throw new MongoError(
                        ErrorCode.BAD_VALUE, "The positional operator did not find the match needed from the query.");
            }
            return atIndex(array, position, depth, action);
        }
        int index = path.step(depth).index();
        return index < 0 ? notViable(name, path.step(depth - 1).name(), array) : atIndex(array, index, depth, action);
    }

    private boolean atIndex(Array array, int index, int depth, Action action) {
        if (isLast(depth)) {
            return action.on(new ItemSlot(array, index));
        }
        if (index < array.size()) {
            return inside(array.get(index), depth + 1, action);
        }
        if (!creates) {
            return false;
        }
        Document made = new Document();
        boolean changed = inDocument(made, depth + 1, action);
        if (changed) {
            new ItemSlot(array, index).set(made);
        }
        return changed;
    }

    private record FieldSlot(Document document, String name) implements Slot {
        @Override
        public @Nullable Object get() {
            return document.get(name);
        }

        @Override
        public void set(Object value) {
            document.put(name, value);
        }

        @Override
        public void remove() {
            document.remove(name);
        }
    }

    private record ItemSlot(Array array, int index) implements Slot {
        @Override
        public @Nullable Object get() {
            return index < array.size() ? array.get(index) : null;
        }

        @Override
        public void set(Object value) {
            if (index - array.size() > MOST_PADDING) {
                throw new MongoError(ErrorCode.CANNOT_BACKFILL_ARRAY, "can't backfill more than 1500000 elements");
            }
            while (array.size() < index) {
                array.add(BsonNull.VALUE);
            }
            if (index == array.size()) {
                array.add(value);
            } else {
                array.items().set(index, value);
            }
        }

        @Override
        public void remove() {
            array.items().set(index, BsonNull.VALUE);
        }
    }
}
