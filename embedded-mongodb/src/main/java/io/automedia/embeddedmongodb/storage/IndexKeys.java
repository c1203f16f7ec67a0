package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of one document in one index: one, or one for each element of the array on its fields' paths.
final class IndexKeys {
    private static final RawValue EMPTY_ARRAY = new RawValue(ElementType.UNDEFINED, new byte[0], 0, 0);

    private final Index index;
    private final List<IndexField> fields;
    private final KeyBuilder builder;
    private final List<byte[]> keys = new ArrayList<>(2);
    private long multikeyFields;
    private boolean present;

    private IndexKeys(Index index, KeyBuilder builder) {
        this.index = index;
        this.fields = index.definition().fields();
        this.builder = builder;
    }

    /// The keys in the index at a position of `paths`, without double ones; empty when the document does not belong
    /// into it.
    /// @param values what `paths` finds in the document
    static IndexKeys of(
            RawDocument document, @Nullable RawValue[] values, IndexedPaths paths, int position, KeyBuilder builder) {
        Index index = paths.indexes().get(position);
        IndexKeys result = new IndexKeys(index, builder);
        if (index.covers(document)) {
            result.extract(values, paths.placesOf(position));
        }
        return result;
    }

    List<byte[]> keys() {
        return keys;
    }

    /// The fields, as bits, on whose paths this document has an array.
    long multikeyFields() {
        return multikeyFields;
    }

    private void extract(@Nullable RawValue[] values, int[][] found) {
        Place[] places = new Place[fields.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = Place.of(values, found[i], fields.get(i).path());
        }
        expand(places);
        if (index.isSparse() && !present) {
            keys.clear();
        }
        if (keys.size() > 1) {
            removeDoubles();
        }
    }

    /// Emits a key when no field stands at an array, else goes through the elements of the one array.
    private void expand(Place[] places) {
        RawValue array = null;
        for (int i = 0; i < places.length; i++) {
            RawValue at = places[i].array;
            if (at != null) {
                if (array != null && array.offset() != at.offset()) {
                    throw parallelArrays();
                }
                array = at;
                multikeyFields |= 1L << i;
            }
        }
        if (array == null) {
            emit(places);
            return;
        }
        var cursor = array.asDocument().cursor();
        boolean empty = true;
        while (cursor.next()) {
            empty = false;
            expand(step(places, cursor.value()));
        }
        if (empty) {
            expand(step(places, null));
        }
    }

    private Place[] step(Place[] places, @Nullable RawValue element) {
        Place[] next = places.clone();
        for (int i = 0; i < next.length; i++) {
            if (next[i].array != null) {
                next[i] = next[i].enter(element, fields.get(i).path());
            }
        }
        return next;
    }

    private void emit(Place[] places) {
        builder.truncate(0).int32(index.definition().id());
        for (int i = 0; i < places.length; i++) {
            RawValue value = places[i].value;
            present |= value != null;
            KeyEncoding.append(value, fields.get(i).descending(), builder);
        }
        keys.add(builder.toBytes());
    }

    private void removeDoubles() {
        keys.sort(Arrays::compareUnsigned);
        List<byte[]> distinct = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            if (distinct.isEmpty() || !Arrays.equals(distinct.getLast(), key)) {
                distinct.add(key);
            }
        }
        keys.clear();
        keys.addAll(distinct);
    }

    private MongoError parallelArrays() {
        return new MongoError(
                ErrorCode.CANNOT_INDEX_PARALLEL_ARRAYS,
                "cannot index parallel arrays in index " + index.definition().name());
    }

    /// Where a field's path has led: to a value (or nothing), or to an array that stands between.
    /// @param depth how many components of the path lie behind the array
    private record Place(@Nullable RawValue value, @Nullable RawValue array, int depth) {

        private static final Place NOWHERE = new Place(null, null, 0);

        /// @param components the places of the path's components in `values`
        static Place of(@Nullable RawValue[] values, int[] components, FieldPath path) {
            int last = path.size() - 1;
            for (int i = 0; ; i++) {
                RawValue value = values[components[i]];
                if (value == null || value.isArray() || i == last) {
                    return ending(value, path, i);
                }
            }
        }

        private static Place in(RawDocument document, FieldPath path, int depth) {
            RawDocument current = document;
            int last = path.size() - 1;
            for (int i = depth; ; i++) {
                RawValue value = current.get(path.part(i));
                if (value == null || !value.isDocument() || i == last) {
                    return ending(value, path, i);
                }
                current = value.asDocument();
            }
        }

        /// The end of a walk at the value of one component.
        private static Place ending(@Nullable RawValue value, FieldPath path, int component) {
            if (value != null && value.isArray()) {
                return at(value, path, component + 1);
            }
            return value != null && component == path.size() - 1 ? new Place(value, null, 0) : NOWHERE;
        }

        /// A number as the next component picks one element, unless the elements are documents with such a field.
        private static Place at(RawValue array, FieldPath path, int depth) {
            if (depth < path.size() && path.position(depth) >= 0) {
                RawValue element = array.asDocument().get(path.part(depth));
                if (element != null && !element.isDocument()) {
                    return depth == path.size() - 1 && !element.isArray()
                            ? new Place(element, null, 0)
                            : element.isArray() ? at(element, path, depth + 1) : NOWHERE;
                }
                if (element != null) {
                    return depth == path.size() - 1
                            ? new Place(element, null, 0)
                            : in(element.asDocument(), path, depth + 1);
                }
            }
            return new Place(null, array, depth);
        }

        Place enter(@Nullable RawValue element, FieldPath path) {
            if (depth == path.size()) {
                return new Place(element == null ? EMPTY_ARRAY : element, null, 0);
            }
            return element != null && element.isDocument() ? in(element.asDocument(), path, depth) : NOWHERE;
        }
    }
}
