package io.automedia.storage;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads and writes one kind of record. Fields that the record doesn't have are passed over. What a
/// document lacks is what the record makes of null itself; else null where the record allows it, or zero,
/// false or empty. So is what can't be read, since a document that another program has spoilt must not take
/// a whole list with it.
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
        useOwnDefaults();
    }

    /// Asks the record's own constructor what it makes of nothing; where it can't do without lists and
    /// maps, of empty ones.
    private void useOwnDefaults() {
        T made = attempt(given(Emptiness::nothing));
        made = made == null ? attempt(given(Emptiness::nothingButLists)) : made;
        for (int i = 0; made != null && i < absent.length; i++) {
            Object value = read(parts.get(i), made);
            absent[i] = value == null ? absent[i] : value;
        }
    }

    private @Nullable Object[] given(Function<RecordComponent, @Nullable Object> value) {
        @Nullable Object[] given = new Object[parts.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = value.apply(parts.get(i).component());
        }
        return given;
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
                values[place] = value == null ? values[place] : withoutNulls(value);
            }
        }
        reader.readEndDocument();
        T read = attempt(values);
        return read == null ? repaired(values) : read;
    }

    /// Without the one part that the record's own rules refuse; where that isn't enough, without as many as
    /// it takes, the last ones first.
    private T repaired(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            @Nullable Object[] others = values.clone();
            others[i] = absent[i];
            T read = attempt(others);
            if (read != null) {
                complain(parts.get(i), null);
                return read;
            }
        }
        @Nullable Object[] fewer = values.clone();
        for (int i = values.length - 1; i >= 0; i--) {
            fewer[i] = absent[i];
            T read = attempt(fewer);
            if (read != null) {
                complain(parts.get(i), null);
                return read;
            }
        }
        return construct(values);
    }

    /// Other programs leave nulls in lists and maps, which mean nothing there.
    private static Object withoutNulls(Object value) {
        return switch (value) {
            case List<?> list
            when list.contains(null) -> list.stream().filter(Objects::nonNull).toList();
            case Document open -> open;
            case Map<?, ?> map
            when map.containsValue(null) -> {
                Map<Object, Object> kept = new LinkedHashMap<>(map);
                kept.values().removeIf(Objects::isNull);
                yield kept;
            }
            default -> value;
        };
    }

    private @Nullable Object decode(Part part, BsonReader reader) {
        BsonReaderMark start = reader.getMark();
        try {
            return part.codec().decode(reader, DecoderContext.builder().build());
        } catch (RuntimeException unreadable) {
            start.reset();
            reader.skipValue();
            complain(part, unreadable);
            return null;
        }
    }

    private void complain(Part part, @Nullable RuntimeException reason) {
        if (complained.add(part.field())) {
            log.warn(
                    "A stored {} has a {} that can't be read, which is passed over; the command schema diff"
                            + " --documents lists all that are so",
                    type.getSimpleName(),
                    part.field(),
                    reason);
        }
    }

    /// One of which nothing is known.
    ///
    /// @throws CodecConfigurationException when there can't be such a one
    T empty() {
        return construct(absent.clone());
    }

    /// @return null when the record's own rules refuse these
    private @Nullable T attempt(@Nullable Object[] values) {
        try {
            return construct(values);
        } catch (CodecConfigurationException breaksItsRules) {
            return null;
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
