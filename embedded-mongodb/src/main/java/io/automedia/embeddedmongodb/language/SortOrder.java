package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import io.automedia.embeddedmongodb.values.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;
import org.bson.BsonUndefined;
import org.jspecify.annotations.Nullable;

/// A sort specification: an array counts by its least value when ascending, by its greatest when descending, an empty
/// one as undefined, a missing value as null.
public final class SortOrder implements Comparator<Document> {
    /// One field of a sort.
    public record Key(String path, boolean descending) {}

    private final List<Key> keys;
    private final List<DottedPath> paths;

    private SortOrder(List<Key> keys) {
        this.keys = List.copyOf(keys);
        this.paths = keys.stream().map(key -> DottedPath.of(key.path())).toList();
    }

    public static SortOrder of(RawDocument specification) {
        return of(Document.of(specification));
    }

    static SortOrder of(Document specification) {
        List<Key> keys = new ArrayList<>();
        for (Map.Entry<String, Object> entry : specification.fields().entrySet()) {
            Long direction = Numbers.exactLong(entry.getValue());
            if (entry.getValue() instanceof Document) {
                throw new MongoError(ErrorCode.COMMAND_NOT_SUPPORTED, "$meta sorts are not supported by this server");
            }
            if (direction == null || Math.abs(direction) != 1) {
                throw MongoError.location(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
            }
            if (entry.getKey().isEmpty() || entry.getKey().startsWith("$")) {
                throw MongoError.location(16410, "FieldPath field names may not start with '$' or be empty");
            }
            keys.add(new Key(entry.getKey(), direction < 0));
        }
        return new SortOrder(keys);
    }

    public List<Key> keys() {
        return keys;
    }

    /// What a document is sorted by. Taken once, it spares looking inside the document at every comparison.
    public Object[] sortKey(RawDocument document) {
        return sortKey(Document.of(document));
    }

    Object[] sortKey(Document document) {
        Object[] values = new Object[paths.size()];
        for (int i = 0; i < values.length; i++) {
            Found found = new Found(keys.get(i).descending());
            collect(document, paths.get(i), 0, found);
            values[i] = found.best == null ? BsonNull.VALUE : found.best;
        }
        return values;
    }

    public int compareKeys(Object[] left, Object[] right) {
        for (int i = 0; i < left.length; i++) {
            int order = LogicOperators.compare(left[i], right[i]);
            if (order != 0) {
                return keys.get(i).descending() ? -order : order;
            }
        }
        return 0;
    }

    @Override
    public int compare(Document left, Document right) {
        return compareKeys(sortKey(left), sortKey(right));
    }

    private static final class Found {
        private final boolean greatest;
        private @Nullable Object best;

        private Found(boolean greatest) {
            this.greatest = greatest;
        }

        private void offer(Object value) {
            if (best == null || (LogicOperators.compare(value, best) > 0) == greatest) {
                best = value;
            }
        }
    }

    private static void collect(@Nullable Object value, DottedPath path, int depth, Found found) {
        if (depth == path.length()) {
            atEnd(value, found);
            return;
        }
        switch (value) {
            case Document document -> collect(document.get(path.step(depth)), path, depth + 1, found);
            case Array array -> {
                int index = path.step(depth).index();
                if (index >= 0 && index < array.size()) {
                    collect(array.get(index), path, depth + 1, found);
                    return;
                }
                for (Object item : array) {
                    if (item instanceof Document document) {
                        collect(document, path, depth, found);
                    } else {
                        found.offer(BsonNull.VALUE);
                    }
                }
                if (array.isEmpty()) {
                    found.offer(BsonNull.VALUE);
                }
            }
            case null, default -> found.offer(BsonNull.VALUE);
        }
    }

    private static void atEnd(@Nullable Object value, Found found) {
        if (value instanceof Array array) {
            if (array.isEmpty()) {
                found.offer(new BsonUndefined());
            }
            array.forEach(found::offer);
        } else {
            found.offer(value == null ? BsonNull.VALUE : value);
        }
    }
}
