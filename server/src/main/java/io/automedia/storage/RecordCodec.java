package io.automedia.storage;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads and writes one kind of record. Fields that the record doesn't have are passed over. What a document lacks is
/// null where the record allows it, else zero, false or empty; so is what can't be read, since a document that another
/// program has spoilt must not take a whole list with it.
final class RecordCodec<T extends Record> implements Codec<T> {
    private static final Logger log = LoggerFactory.getLogger(RecordCodec.class);

    private final Class<T> type;
    private final List<Part> parts;
    private final Map<String, Integer> places = new HashMap<>();
    private final Constructor<T> constructor;
    private final @Nullable Object[] absent;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();

    RecordCodec(Class<T> type, List<Part> parts) {
        this.type = type;
        this.parts = parts;
        this.absent = new Object[parts.size()];
        Class<?>[] types = new Class<?>[parts.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = parts.get(i).component().getType();
            places.put(parts.get(i).field(), i);
            absent[i] = Emptiness.of(parts.get(i).component(), parts.get(i).codec());
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
                Object value = decode(parts.get(place), reader);
                values[place] = value == null ? values[place] : value;
            }
        }
        reader.readEndDocument();
        return construct(values);
    }

    private @Nullable Object decode(Part part, BsonReader reader) {
        BsonReaderMark start = reader.getMark();
        try {
            return part.codec().decode(reader, DecoderContext.builder().build());
        } catch (RuntimeException unreadable) {
            start.reset();
            reader.skipValue();
            if (complained.add(part.field())) {
                log.warn(
                        "A stored {} has a {} that can't be read, which is passed over; the command schema diff"
                                + " --documents lists all that are so",
                        type.getSimpleName(),
                        part.field(),
                        unreadable);
            }
            return null;
        }
    }

    /// One of which nothing is known.
    ///
    /// @throws CodecConfigurationException when there can't be such a one
    T empty() {
        return construct(absent.clone());
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
