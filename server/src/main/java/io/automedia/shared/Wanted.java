package io.automedia.shared;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Says in words for a caller which values a type of this program takes.
public final class Wanted {
    private static final List<Class<?>> WHOLE_NUMBERS =
            List.of(int.class, long.class, Integer.class, Long.class, Short.class, Byte.class);
    private static final List<Class<?>> NUMBERS = List.of(double.class, float.class, Number.class);
    private static final List<Class<?>> TRUTHS = List.of(boolean.class, Boolean.class);

    private Wanted() {}

    /// Such as “must be a whole number”, to follow the name of a field.
    public static String inWords(@Nullable Class<?> type) {
        if (type == null) {
            return "has a value of the wrong type";
        }
        if (type.isEnum()) {
            return "must be one of " + constants(type);
        }
        return plain(type);
    }

    /// The constant that a query parameter names, in lower case.
    ///
    /// @throws ProblemException (`Invalid`) saying which there are
    public static <E extends Enum<E>> E one(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(field, inWords(type)).exception());
    }

    private static String plain(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be text";
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "must be a whole number";
        }
        if (NUMBERS.contains(type) || Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (TRUTHS.contains(type)) {
            return "must be true or false";
        }
        if (type == Instant.class) {
            return "must be a time such as 2024-01-15T09:30:00Z";
        }
        if (type == ObjectId.class) {
            return "must be 24 hexadecimal digits";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type)
                ? "must be an object"
                : "has a value of the wrong type";
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
