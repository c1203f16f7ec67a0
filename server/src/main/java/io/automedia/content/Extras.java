package io.automedia.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Keeps what a platform says beyond the schema, within bounds, in a form that every server takes.
final class Extras {
    private static final int DEEPEST = 5;
    private static final int MOST_VALUES = 500;
    private static final int LONGEST = 4_000;
    /// Names in `metadata.source` that are ours to set.
    private static final Set<String> OURS = Set.of("type", "collectedBy", "originalType", "languageHint");

    private int values;

    private Extras() {}

    static Document of(Map<?, ?> given) {
        if (given.isEmpty()) {
            return new Document();
        }
        Document kept = new Extras().object(given, 0);
        OURS.forEach(kept::remove);
        return kept;
    }

    private Document object(Map<?, ?> given, int depth) {
        Document kept = new Document();
        given.forEach((key, value) -> {
            Object clean = value(value, depth);
            if (clean != null) {
                kept.append(name(String.valueOf(key)), clean);
            }
        });
        return kept;
    }

    private @Nullable Object value(@Nullable Object given, int depth) {
        if (given == null || ++values > MOST_VALUES || depth > DEEPEST) {
            return null;
        }
        return switch (given) {
            case CharSequence text -> Cleaning.cut(Cleaning.text(text.toString()), LONGEST);
            case Boolean truth -> truth;
            case Integer number -> number;
            case Long number -> number;
            case Number number -> number.doubleValue();
            case Instant time -> java.util.Date.from(time);
            case java.util.Date date -> date;
            case ObjectId id -> id;
            case Map<?, ?> map -> object(map, depth + 1);
            case Iterable<?> list -> list(list, depth + 1);
            default -> Cleaning.cut(Cleaning.text(String.valueOf(given)), LONGEST);
        };
    }

    private List<Object> list(Iterable<?> given, int depth) {
        List<Object> kept = new ArrayList<>();
        for (Object element : given) {
            Object clean = value(element, depth);
            if (clean != null) {
                kept.add(clean);
            }
        }
        return kept;
    }

    private static String name(String given) {
        String clean = Cleaning.cut(Cleaning.text(given), 100).replace('.', '_').replace('$', '_');
        return clean.isEmpty() ? "_" : clean;
    }
}
