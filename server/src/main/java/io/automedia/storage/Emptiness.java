package io.automedia.storage;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What a component of a record is when its document doesn't say.
final class Emptiness {
    private static final ObjectId NOBODY = new ObjectId(new byte[12]);

    private Emptiness() {}

    static @Nullable Object of(RecordComponent component, Codec<?> codec) {
        Class<?> type = component.getType();
        if (type.isPrimitive()) {
            return zero(type);
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (codec instanceof RecordCodec<?> inner) {
            return empty(inner);
        }
        return ofClass(type);
    }

    /// What a record's constructor is given to see what it makes of nothing: null, but zero where that
    /// can't be.
    static @Nullable Object nothing(RecordComponent component) {
        return component.getType().isPrimitive() ? zero(component.getType()) : null;
    }

    /// The same, but empty lists and maps where the record counts on some.
    static @Nullable Object nothingButLists(RecordComponent component) {
        Class<?> type = component.getType();
        boolean isCountedOn = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return isCountedOn && (type == List.class || type == Map.class) ? ofClass(type) : nothing(component);
    }

    private static Object zero(Class<?> primitive) {
        return Array.get(Array.newInstance(primitive, 1), 0);
    }

    private static @Nullable Object empty(RecordCodec<?> inner) {
        try {
            return inner.empty();
        } catch (CodecConfigurationException breaksItsRules) {
            return null;
        }
    }

    private static @Nullable Object ofClass(Class<?> type) {
        if (type == String.class) {
            return "";
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == ObjectId.class) {
            return NOBODY;
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type == Document.class ? new Document() : null;
    }
}
