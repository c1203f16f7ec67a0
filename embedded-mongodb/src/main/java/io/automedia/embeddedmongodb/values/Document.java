package io.automedia.embeddedmongodb.values;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A BSON document: raw bytes until a field is changed or all fields are wanted, a map in field order from then on.
/// An untouched document, at any depth, is written by copying its bytes. Not safe for use by several threads.
public final class Document {
    private final byte[] bytes;
    private final int offset;
    private @Nullable LinkedHashMap<String, Object> fields;

    private static final byte[] EMPTY = {5, 0, 0, 0, 0};

    public Document() {
        this(EMPTY, 0);
        fields = new LinkedHashMap<>();
    }

    public Document(String name, Object value) {
        this();
        put(name, value);
    }

    /// The document that starts at `offset`.
    public Document(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.offset = offset;
    }

    public static Document of(RawDocument raw) {
        return new Document(raw.array(), raw.offset());
    }

    /// Whether the bytes still are the whole truth.
    public boolean isRaw() {
        return fields == null;
    }

    /// The bytes behind a raw document.
    public byte[] bytes() {
        return bytes;
    }

    /// Where a raw document starts in its bytes.
    public int offset() {
        return offset;
    }

    public @Nullable Object get(String name) {
        return fields == null ? get(name.getBytes(StandardCharsets.UTF_8)) : fields.get(name);
    }

    /// As above; spares the encoding of the name while the document is raw.
    public @Nullable Object get(DottedPath.Step step) {
        return fields == null ? get(step.encoded()) : fields.get(step.name());
    }

    private @Nullable Object get(byte[] name) {
        int element = Raw.find(bytes, offset, name);
        return element < 0 ? null : Raw.read(bytes, bytes[element], Raw.value(bytes, element));
    }

    public boolean has(String name) {
        return fields == null
                ? Raw.find(bytes, offset, name.getBytes(StandardCharsets.UTF_8)) >= 0
                : fields.containsKey(name);
    }

    /// Sets a field: in its place when it is there, at the end otherwise.
    public Document put(String name, Object value) {
        fields().put(name, value);
        return this;
    }

    public @Nullable Object remove(String name) {
        return fields().remove(name);
    }

    public boolean isEmpty() {
        return fields == null ? Raw.isEnd(bytes, Raw.first(offset)) : fields.isEmpty();
    }

    public int size() {
        return fields().size();
    }

    /// The fields in order; changes go through to this document.
    public Map<String, Object> fields() {
        LinkedHashMap<String, Object> parsed = fields;
        if (parsed == null) {
            parsed = new LinkedHashMap<>();
            int element = Raw.first(offset);
            while (!Raw.isEnd(bytes, element)) {
                int value = Raw.value(bytes, element);
                parsed.put(Raw.name(bytes, element, value), Raw.read(bytes, bytes[element], value));
                element = Raw.next(bytes, element, value);
            }
            fields = parsed;
        }
        return parsed;
    }

    /// A copy whose top-level fields can be changed without changing this document's.
    public Document copy() {
        Document copy = new Document(bytes, offset);
        if (fields != null) {
            copy.fields = new LinkedHashMap<>(fields);
        }
        return copy;
    }

    /// A copy that shares nothing that can be changed.
    public Document deepCopy() {
        if (fields == null) {
            return new Document(bytes, offset);
        }
        Document copy = new Document();
        fields.forEach((name, value) -> copy.put(name, ValueCopy.of(value)));
        return copy;
    }

    public RawDocument toRaw() {
        if (fields == null) {
            return RawDocument.of(bytes, offset);
        }
        BsonOutput output = new BsonOutput(256);
        output.document(this);
        return RawDocument.of(output.toByteArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Document document && ValueOrder.compare(this, document) == 0;
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
