package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields that some indexes of one collection stand on, as a tree of names: one walk over a document finds the
/// values of all of them. Immutable.
final class IndexedPaths {
    private final List<Index> indexes;
    private final Branch root = new Branch();
    private final int[][][] places;
    private int size;

    private IndexedPaths(List<Index> indexes) {
        this.indexes = List.copyOf(indexes);
        places = new int[indexes.size()][][];
        for (int i = 0; i < places.length; i++) {
            List<IndexField> fields = indexes.get(i).definition().fields();
            places[i] = new int[fields.size()][];
            for (int j = 0; j < fields.size(); j++) {
                places[i][j] = add(fields.get(j).path());
            }
        }
    }

    static IndexedPaths of(List<Index> indexes) {
        return new IndexedPaths(indexes);
    }

    List<Index> indexes() {
        return indexes;
    }

    /// The values of one document, by place; none behind an array.
    @Nullable
    RawValue[] valuesOf(RawDocument document) {
        @Nullable RawValue[] values = new RawValue[size];
        root.walk(document, values);
        return values;
    }

    /// For each field of an index: the places of its path's components.
    int[][] placesOf(int index) {
        return places[index];
    }

    private int[] add(FieldPath path) {
        int[] result = new int[path.size()];
        Branch branch = root;
        for (int i = 0; i < result.length; i++) {
            int position = branch.position(path.part(i));
            if (position < 0) {
                position = branch.add(path.part(i), size++);
            }
            result[i] = branch.places.get(position);
            if (i < result.length - 1) {
                branch = branch.below(position);
            }
        }
        return result;
    }

    /// The names that are looked for in one document.
    private static final class Branch {
        private final List<byte[]> names = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private final List<@Nullable Branch> below = new ArrayList<>();

        int position(byte[] name) {
            for (int i = 0; i < names.size(); i++) {
                if (Arrays.equals(names.get(i), name)) {
                    return i;
                }
            }
            return -1;
        }

        int add(byte[] name, int place) {
            names.add(name);
            places.add(place);
            below.add(null);
            return names.size() - 1;
        }

        Branch below(int position) {
            Branch next = below.get(position);
            if (next == null) {
                next = new Branch();
                below.set(position, next);
            }
            return next;
        }

        void walk(RawDocument document, @Nullable RawValue[] values) {
            ElementCursor cursor = document.cursor();
            while (cursor.next()) {
                int position = position(cursor);
                if (position >= 0 && values[places.get(position)] == null) {
                    RawValue value = cursor.value();
                    values[places.get(position)] = value;
                    Branch next = below.get(position);
                    if (next != null && value.isDocument()) {
                        next.walk(value.asDocument(), values);
                    }
                }
            }
        }

        private int position(ElementCursor cursor) {
            int length = cursor.nameLength();
            for (int i = 0; i < names.size(); i++) {
                byte[] name = names.get(i);
                if (name.length == length && cursor.nameIs(name)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
