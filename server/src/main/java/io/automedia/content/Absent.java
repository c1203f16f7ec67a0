package io.automedia.content;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads fields that a stored document or a caller may leave out.
final class Absent {
    private Absent() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : map;
    }

    /// What doesn't say that it came live notifies nobody.
    static Origin orImported(@Nullable Origin origin) {
        return origin == null ? Origin.IMPORT : origin;
    }
}
