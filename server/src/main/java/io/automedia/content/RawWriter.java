package io.automedia.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Writes one document straight to bytes: an import writes hundreds of thousands. Null is left out.
final class RawWriter {
    private static final DocumentCodec OPEN = new DocumentCodec();
    private static final double WHOLE = 9e15;

    private final BasicOutputBuffer bytes;
    private final BsonBinaryWriter writer;

    RawWriter(int expectedSize) {
        bytes = new BasicOutputBuffer(expectedSize);
        writer = new BsonBinaryWriter(bytes);
        writer.writeStartDocument();
    }

    RawBsonDocument done() {
        writer.writeEndDocument();
        return new RawBsonDocument(bytes.getInternalBuffer(), 0, bytes.getSize());
    }

    RawWriter begin(String name) {
        writer.writeStartDocument(name);
        return this;
    }

    RawWriter end() {
        writer.writeEndDocument();
        return this;
    }

    RawWriter beginElement() {
        writer.writeStartDocument();
        return this;
    }

    RawWriter beginList(String name) {
        writer.writeStartArray(name);
        return this;
    }

    RawWriter endList() {
        writer.writeEndArray();
        return this;
    }

    RawWriter put(String name, @Nullable String value) {
        if (value != null) {
            writer.writeString(name, value);
        }
        return this;
    }

    RawWriter put(String name, @Nullable Boolean value) {
        if (value != null) {
            writer.writeBoolean(name, value);
        }
        return this;
    }

    RawWriter put(String name, @Nullable Long value) {
        if (value != null) {
            writer.writeInt64(name, value);
        }
        return this;
    }

    RawWriter put(String name, @Nullable Integer value) {
        if (value != null) {
            writer.writeInt32(name, value);
        }
        return this;
    }

    RawWriter put(String name, @Nullable Instant value) {
        if (value != null) {
            writer.writeDateTime(name, value.toEpochMilli());
        }
        return this;
    }

    RawWriter put(String name, @Nullable ObjectId value) {
        if (value != null) {
            writer.writeObjectId(name, value);
        }
        return this;
    }

    /// A number: whole ones as integers.
    RawWriter number(String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) <= WHOLE) {
            writer.writeInt64(name, (long) value);
        } else {
            writer.writeDouble(name, value);
        }
        return this;
    }

    RawWriter numbers(String name, Map<String, Double> values) {
        begin(name);
        values.forEach(this::number);
        return end();
    }

    RawWriter strings(String name, List<String> values) {
        beginList(name);
        values.forEach(writer::writeString);
        return endList();
    }

    RawWriter ids(String name, List<ObjectId> values) {
        beginList(name);
        values.forEach(writer::writeObjectId);
        return endList();
    }

    RawWriter doubles(String name, double... values) {
        beginList(name);
        for (double value : values) {
            writer.writeDouble(value);
        }
        return endList();
    }

    RawWriter integers(String name, @Nullable List<Integer> values) {
        if (values != null) {
            beginList(name);
            values.forEach(writer::writeInt32);
            endList();
        }
        return this;
    }

    RawWriter open(String name, Document value) {
        writer.writeName(name);
        OPEN.encode(writer, value, EncoderContext.builder().build());
        return this;
    }
}
