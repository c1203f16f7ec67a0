package io.automedia.web.http;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the parameters of `GET /api/v1/content` mean, in the order in which they are shown.
final class ListParameters {
    static final Map<String, String> OF_POSTS = ofPosts();

    private ListParameters() {}

    /// Says of a parameter that many lists have what it may be.
    static void describe(Parameter parameter) {
        Schema<?> schema = parameter.getSchema();
        String words = OF_POSTS.get(parameter.getName());
        switch (parameter.getName()) {
            case "limit" -> {
                schema.setMinimum(BigDecimal.ONE);
                if (schema.getMaximum() == null) {
                    schema.setMaximum(BigDecimal.valueOf(100));
                    parameter.setDescription(words);
                }
            }
            case "offset" -> {
                schema.setMinimum(BigDecimal.ZERO);
                parameter.setDescription(words);
            }
            case "after" -> {
                if (schema.getMinimum() == null) {
                    parameter.setDescription(words);
                }
            }
            case "sortOrder" -> allow(schema, "asc", "desc");
            case "total" -> {
                allow(schema, "exact");
                parameter.setDescription(words);
            }
            default -> {}
        }
    }

    @SuppressWarnings("unchecked")
    private static void allow(Schema<?> schema, Object... values) {
        ((Schema<Object>) schema).setEnum(List.of(values));
    }

    private static Map<String, String> ofPosts() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("platform", "where it was published, such as twitter; several by commas or by repeating mean any of");
        words.put("type", "tweet, post, video, image, story, generated; any of");
        words.put("topic", "ids of your topics that matched; any of");
        words.put("collection", "ids of collections that hold them; any of, at most 10");
        words.put("author", "usernames, with or without @; any of");
        words.put("tags", "your tags; any of");
        words.put("hashtags", "with or without #; any of");
        words.put("mentions", "usernames, with or without @; any of");
        words.put("sentiment", "positive, negative, neutral; any of");
        words.put("language", "two-letter codes; any of");
        words.put("minLikes", "at least so many likes");
        words.put("verified", "true or false: whether its author is verified");
        words.put("aiGenerated", "true or false");
        words.put("moderationStatus", "pending, approved, rejected; any of");
        words.put("archived", "true: only archived posts; false or absent: only the others");
        words.put("dateFrom", "published then or later: 2024-01-15T09:30:00Z, or a day in UTC such as 2024-01-15");
        words.put("dateTo", "published before that moment, or until the end of that day in UTC");
        words.put("near", "latitude,longitude,kilometres: written so near to a place, such as 48.85,2.35,10");
        words.put("sortBy", "publishedAt (also when absent), collectedAt, likes, sentiment");
        words.put("sortOrder", "desc (also when absent) or asc");
        words.put("limit", "how many on a page, 1 to 100; 20 when absent");
        words.put("offset", "how many to leave out before");
        words.put("after", "the cursor of the next page, from page.next");
        words.put("total", "exact: count all, instead of up to 10,000");
        words.put("fields", "only these fields of each thing, such as id,content.text; 50 at most");
        return Collections.unmodifiableMap(words);
    }
}
