package io.automedia.cache;

import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// Writes answers as JSON and reads them again. What another version wrote and can't be read is as good as
/// absent.
final class CacheJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("ids")
                    .addSerializer(ObjectId.class, ToStringSerializer.instance)
                    .addDeserializer(ObjectId.class, new ObjectIdReader()))
            .build();

    private CacheJson() {}

    static String write(String changed, long until, Object value) {
        return MAPPER.writeValueAsString(new Entry(changed, until, MAPPER.<JsonNode>valueToTree(value)));
    }

    static Optional<Entry> entry(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.ofNullable(MAPPER.readValue(text, Entry.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    static <T> Optional<T> value(Entry entry, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.treeToValue(entry.value(), type));
        } catch (JacksonException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private static final class ObjectIdReader extends StdScalarDeserializer<ObjectId> {
        ObjectIdReader() {
            super(ObjectId.class);
        }

        @Override
        public ObjectId deserialize(JsonParser parser, DeserializationContext context) {
            return new ObjectId(parser.getString());
        }
    }
}
