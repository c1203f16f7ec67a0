package io.automedia.storage;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.jspecify.annotations.Nullable;

/// Reads and writes one kind of record. Fields that the record doesn't have are passed over; what a document lacks is
/// null, zero or false.
final class RecordCodec<T extends Record> implements Codec<T> {
    private final Class<T> type;
    private final List<Part> parts;
    private final Map<String, Integer> places = new HashMap<>();
    private final Constructor<T> constructor;
    private final @Nullable Object[] absent;

    RecordCodec(Class<T> type, List<Part> parts) {
        this.type = type;
        this.parts = parts;
        this.absent = new Object[parts.size()];
        Class<?>[] types = new Class<?>[parts.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = parts.get(i).component().getType();
            places.put(parts.get(i).field(), i);
            absent[i] = types[i].isPrimitive() ? Array.get(Array.newInstance(types[i], 1), 0) : null;
            parts.get(i).component().getAccessor().setAccessible(true);
        }
        try {
            this.constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException everyRecordHasIt) {
            throw new CodecConfigurationException("Can't construct " + type, everyRecordHasIt);
        }
    }

    /// One component and the field that holds it.
    record Part(RecordComponent component, String field, Codec<Object> codec) {}

    @Override
    public void encode(BsonWriter writer, T value, EncoderContext context) {
        writer.writeStartDocument();
        for (Part part : parts) {
            Object component = read(part, value);
            if (component != null) {
                writer.writeName(part.field());
                part.codec().encode(writer, component, EncoderContext.builder().build());
            }
        }
        writer.writeEndDocument();
    }

    private @Nullable Object read(Part part, T value) {
        try {
            return part.component().getAccessor().invoke(value);
        } catch (ReflectiveOperationException cause) {
            throw new CodecConfigurationException("Can't read " + part.field() + " of " + type, cause);
        }
    }

    @Override
    public T decode(BsonReader reader, DecoderContext context) {
        @Nullable Object[] values = absent.clone();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            Integer place = places.get(reader.readName());
            if (place == null) {
                reader.skipValue();
            } else if (reader.getCurrentBsonType() == BsonType.NULL) {
                reader.readNull();
            } else {
                values[place] = decode(parts.get(place), reader);
            }
        }
        reader.readEndDocument();
        return construct(values);
    }

    private Object decode(Part part, BsonReader reader) {
        try {
            return part.codec().decode(reader, DecoderContext.builder().build());
        } catch (RuntimeException cause) {
            throw new CodecConfigurationException("Can't read the field " + part.field() + " of " + type, cause);
        }
    }

    private T construct(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new CodecConfigurationException(
                    "A stored " + type.getSimpleName() + " breaks its own rules", refused);
        } catch (ReflectiveOperationException cause) {
            throw new CodecConfigurationException("Can't construct " + type, cause);
        }
    }

    @Override
    public Class<T> getEncoderClass() {
        return type;
    }
}
