package io.automedia.embeddedmongodb.values;

import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonRegularExpression;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/// Writes values as BSON; what is still raw is copied.
public final class BsonOutput {
    private byte[] bytes;
    private int position;

    public BsonOutput(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    /// The value with its bytes, such as one to compare fields with.
    public static RawValue raw(Object value) {
        BsonOutput output = new BsonOutput(32);
        output.value(value);
        return new RawValue(ValueOrder.typeOf(value).number(), output.bytes, 0, output.position);
    }

    public byte[] toByteArray() {
        return position == bytes.length ? bytes : Arrays.copyOf(bytes, position);
    }

    void document(Document document) {
        if (document.isRaw()) {
            copy(document.bytes(), document.offset(), LittleEndian.readInt(document.bytes(), document.offset()));
            return;
        }
        int start = begin();
        for (Map.Entry<String, Object> field : document.fields().entrySet()) {
            element(field.getKey(), field.getValue());
        }
        end(start);
    }

    private void array(Array array) {
        if (array.isRaw()) {
            copy(array.bytes(), array.offset(), LittleEndian.readInt(array.bytes(), array.offset()));
            return;
        }
        int start = begin();
        int index = 0;
        for (Object item : array) {
            element(Integer.toString(index++), item);
        }
        end(start);
    }

    private void element(String name, Object value) {
        room(1);
        bytes[position++] = ValueOrder.typeOf(value).number();
        cstring(name);
        value(value);
    }

    private void value(Object value) {
        switch (value) {
            case Document document -> document(document);
            case Array array -> array(array);
            case String text -> string(text);
            case Integer number -> int32(number);
            case Long number -> int64(number);
            case Double number -> int64(Double.doubleToRawLongBits(number));
            case Boolean flag -> int8(flag ? 1 : 0);
            case BsonDateTime date -> int64(date.getValue());
            case ObjectId id -> copy(id.toByteArray(), 0, 12);
            case Decimal128 number -> {
                int64(number.getLow());
                int64(number.getHigh());
            }
            case BsonTimestamp timestamp -> int64(timestamp.getValue());
            case BsonBinary binary -> {
                int32(binary.getData().length);
                int8(binary.getType());
                copy(binary.getData(), 0, binary.getData().length);
            }
            case BsonRegularExpression regex -> {
                cstring(regex.getPattern());
                cstring(regex.getOptions());
            }
            case BsonSymbol symbol -> string(symbol.getSymbol());
            case BsonJavaScript code -> string(code.getCode());
            case BsonDbPointer pointer -> {
                string(pointer.getNamespace());
                copy(pointer.getId().toByteArray(), 0, 12);
            }
            case BsonJavaScriptWithScope code -> codeWithScope(code);
            default -> {
                // null, undefined, minKey and maxKey have no bytes
            }
        }
    }

    private void codeWithScope(BsonJavaScriptWithScope code) {
        int start = position;
        int32(0);
        string(code.getCode());
        var scope = new RawBsonDocument(code.getScope(), new BsonDocumentCodec()).getByteBuffer();
        byte[] copied = new byte[scope.remaining()];
        scope.get(copied);
        copy(copied, 0, copied.length);
        LittleEndian.writeInt(bytes, start, position - start);
    }

    private int begin() {
        int start = position;
        int32(0);
        return start;
    }

    private void end(int start) {
        int8(0);
        LittleEndian.writeInt(bytes, start, position - start);
    }

    private void string(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int32(encoded.length + 1);
        copy(encoded, 0, encoded.length);
        int8(0);
    }

    private void cstring(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        copy(encoded, 0, encoded.length);
        int8(0);
    }

    private void int8(int value) {
        room(1);
        bytes[position++] = (byte) value;
    }

    private void int32(int value) {
        room(4);
        LittleEndian.writeInt(bytes, position, value);
        position += 4;
    }

    private void int64(long value) {
        room(8);
        LittleEndian.writeLong(bytes, position, value);
        position += 8;
    }

    private void copy(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, position, length);
        position += length;
    }

    private void room(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        }
    }
}
