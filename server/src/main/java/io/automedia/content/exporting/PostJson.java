package io.automedia.content.exporting;

import io.automedia.content.Content;
import io.automedia.content.ContentMetadata;
import io.automedia.content.LibraryItem;
import io.automedia.content.LibraryPost;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A post as a line of an export: the shape of the schema, with what is personal from its owner's item, and without
/// anything of other people. Imports read it back.
final class PostJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PostJson() {}

    static ObjectNode of(LibraryPost post) {
        Content content = post.content();
        LibraryItem item = post.item();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("platform", content.platform());
        fields.put("platformId", content.platformId());
        fields.put("type", content.type());
        fields.put("author", content.author());
        fields.put("content", content.content());
        fields.put("metadata", metadata(content.metadata()));
        fields.put("aiGenerated", content.aiGenerated());
        fields.put("tags", item.tags());
        fields.put("publishedAt", content.publishedAt());
        fields.put("collectedAt", content.collectedAt());
        fields.put("processedAt", content.processedAt());
        fields.put("expiresAt", content.expiresAt());
        fields.put("isArchived", item.isArchived());
        fields.put("moderationStatus", item.moderationStatus().name().toLowerCase(Locale.ROOT));
        fields.put("moderationNotes", item.moderationNotes());
        return (ObjectNode) json(fields);
    }

    private static Map<String, @Nullable Object> metadata(ContentMetadata metadata) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Map<String, Number> engagement = new LinkedHashMap<>();
        metadata.engagement().forEach((name, value) -> {
            Number whole = value.longValue();
            engagement.put(name, value == Math.rint(value) ? whole : value);
        });
        fields.put("engagement", engagement);
        fields.put("sentiment", metadata.sentiment());
        fields.put("topics", metadata.topics());
        fields.put("keywords", metadata.keywords());
        fields.put("language", metadata.language());
        fields.put("location", metadata.location());
        fields.put("source", metadata.source());
        fields.put("quality", metadata.quality());
        return fields;
    }

    /// Without what is null or empty.
    private static JsonNode json(Map<String, ?> fields) {
        ObjectNode json = MAPPER.createObjectNode();
        fields.forEach((name, value) -> {
            JsonNode node = node(value);
            if (!node.isNull() && !(node.isContainer() && node.isEmpty())) {
                json.set(name, node);
            }
        });
        return json;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> MAPPER.nullNode();
            case Instant time -> MAPPER.valueToTree(time.toString());
            case Date time -> MAPPER.valueToTree(time.toInstant().toString());
            case ObjectId id -> MAPPER.valueToTree(id.toHexString());
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                map.forEach((name, field) -> fields.put(String.valueOf(name), field));
                yield json(fields);
            }
            case Collection<?> list ->
                MAPPER.createArrayNode()
                        .addAll(list.stream().map(PostJson::node).toList());
            default -> withoutNulls(MAPPER.valueToTree(value));
        };
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            for (String name : names) {
                JsonNode field = withoutNulls(object.get(name));
                if (field.isNull() || (field.isContainer() && field.isEmpty())) {
                    object.remove(name);
                }
            }
        } else if (node.isArray()) {
            node.forEach(PostJson::withoutNulls);
        }
        return node;
    }
}
