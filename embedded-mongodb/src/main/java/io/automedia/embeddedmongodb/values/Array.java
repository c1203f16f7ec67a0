package io.automedia.embeddedmongodb.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A BSON array: raw bytes until its items are wanted, a list from then on. Not safe for use by several threads.
public final class Array implements Iterable<Object> {
    private static final byte[] EMPTY = {5, 0, 0, 0, 0};

    private final byte[] bytes;
    private final int offset;
    private @Nullable List<Object> items;

    public Array() {
        this(EMPTY, 0);
        items = new ArrayList<>();
    }

    public Array(Collection<?> items) {
        this(EMPTY, 0);
        this.items = new ArrayList<>(items);
    }

    /// The array that starts at `offset`.
    public Array(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.offset = offset;
    }

    public static Array of(Object... items) {
        return new Array(List.of(items));
    }

    public boolean isRaw() {
        return items == null;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /// The items; changes go through to this array.
    public List<Object> items() {
        List<Object> parsed = items;
        if (parsed == null) {
            parsed = new ArrayList<>();
            int element = Raw.first(offset);
            while (!Raw.isEnd(bytes, element)) {
                int value = Raw.value(bytes, element);
                parsed.add(Raw.read(bytes, bytes[element], value));
                element = Raw.next(bytes, element, value);
            }
            items = parsed;
        }
        return parsed;
    }

    public int size() {
        return items().size();
    }

    public boolean isEmpty() {
        return items().isEmpty();
    }

    public Object get(int index) {
        return items().get(index);
    }

    public void add(Object value) {
        items().add(value);
    }

    @Override
    public Iterator<Object> iterator() {
        return items().iterator();
    }

    public Array deepCopy() {
        if (items == null) {
            return new Array(bytes, offset);
        }
        Array copy = new Array();
        items.forEach(item -> copy.add(ValueCopy.of(item)));
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Array array && ValueOrder.compare(this, array) == 0;
    }

    @Override
    public int hashCode() {
        return ValueOrder.hash(this);
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
