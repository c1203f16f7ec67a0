package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;

/// `$unwind`.
record UnwindStage(DottedPath path, @Nullable String index, boolean keepsEmpty) implements Stage {
    static UnwindStage parse(Object specification) {
        Document document = specification instanceof Document given ? given : new Document("path", specification);
        if (!(document.get("path") instanceof String path)) {
            throw MongoError.location(28812, "no path specified to $unwind stage");
        }
        if (!path.startsWith("$")) {
            throw MongoError.location(28818, "path option to $unwind stage should be prefixed with a '$': " + path);
        }
        String index = document.get("includeArrayIndex") instanceof String name ? name : null;
        boolean keepsEmpty = Boolean.TRUE.equals(document.get("preserveNullAndEmptyArrays"));
        return new UnwindStage(DottedPath.of(path.substring(1)), index, keepsEmpty);
    }

    @Override
    public Iterator<Document> run(Iterator<Document> input) {
        return new Expanded<>(input, this::unwound);
    }

    private Iterator<Document> unwound(Document document) {
        Object value = document;
        for (DottedPath.Step step : path.steps()) {
            value = value instanceof Document inner ? inner.get(step) : null;
        }
        if (value instanceof Array array && !array.isEmpty()) {
            List<Document> result = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                result.add(numbered(with(document, 0, array.get(i)), (long) i));
            }
            return result.iterator();
        }
        if (value instanceof Array) {
            return keepsEmpty
                    ? List.of(numbered(without(document), BsonNull.VALUE)).iterator()
                    : Collections.emptyIterator();
        }
        boolean keeps = keepsEmpty || !Expression.isNullish(value);
        return keeps ? List.of(numbered(document, BsonNull.VALUE)).iterator() : Collections.emptyIterator();
    }

    private Document numbered(Document document, Object position) {
        return index == null ? document : document.copy().put(index, position);
    }

    private Document with(Document document, int depth, Object item) {
        Document copy = document.copy();
        String name = path.step(depth).name();
        Object value = depth == path.length() - 1
                ? item
                : with(copy.get(name) instanceof Document inner ? inner : new Document(), depth + 1, item);
        return copy.put(name, value);
    }

    private Document without(Document document) {
        FieldTree tree = new FieldTree();
        tree.put(path.text(), new FieldTree.Exclude());
        return tree.exclude(document);
    }
}
