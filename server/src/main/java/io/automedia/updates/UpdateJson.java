package io.automedia.updates;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes events as clients see them: ids as 24 hexadecimal digits, times as ISO 8601 in UTC.
@Component
final class UpdateJson {
    private final JsonMapper mapper = JsonMapper.builder().build();

    /// `{"seq","type","data","timestamp"}`.
    String event(Update update) {
        return mapper.writeValueAsString(view(update));
    }

    /// The same as a map, for answers that hold several.
    static Map<String, Object> view(Update update) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("seq", update.seq());
        view.put("type", update.type());
        view.put("data", object(update.data()));
        view.put("timestamp", update.timestamp().toString());
        return view;
    }

    /// A message about the connection itself, which has no number.
    String control(String type, Map<String, ?> data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("data", data);
        return mapper.writeValueAsString(message);
    }

    private static Map<String, @Nullable Object> object(Map<String, ?> document) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        document.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case ObjectId id -> id.toHexString();
            case Date date -> date.toInstant().toString();
            case Instant instant -> instant.toString();
            case Decimal128 number -> number.bigDecimalValue();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> inner = new LinkedHashMap<>();
                map.forEach((name, element) -> inner.put(String.valueOf(name), plain(element)));
                yield inner;
            }
            case Collection<?> list ->
                list.stream().<@Nullable Object>map(UpdateJson::plain).toList();
            case null, default -> value;
        };
    }
}
