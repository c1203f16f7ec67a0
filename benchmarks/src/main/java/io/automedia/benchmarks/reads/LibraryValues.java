package io.automedia.benchmarks.reads;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Which values the posts of a library have, found by looking at some from every part of it, so that
/// filters can be tried with what is common and with what is rare there.
final class LibraryValues {
    private static final int POSTS_A_PLACE = 100;
    private static final List<String> PLACES = List.of(
            "sortBy=publishedAt",
            "sortBy=publishedAt&sortOrder=asc",
            "sortBy=likes",
            "sortBy=likes&sortOrder=asc",
            "sortBy=sentiment",
            "sortBy=sentiment&sortOrder=asc",
            "sortBy=collectedAt",
            "sortBy=collectedAt&sortOrder=asc");
    private static final int DEPTHS = 8;

    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final List<Long> likes = new ArrayList<>();
    private final List<String> times = new ArrayList<>();

    static LibraryValues of(RunningInstance instance) {
        LibraryValues values = new LibraryValues();
        long total = instance.json("/api/v1/content?limit=1&total=exact")
                .path("page")
                .path("total")
                .asLong();
        for (String place : PLACES) {
            for (int depth = 0; depth < DEPTHS; depth++) {
                long offset = Math.min(9_900, total * depth / DEPTHS);
                values.read(instance, "/api/v1/content?limit=" + POSTS_A_PLACE + "&offset=" + offset + "&" + place);
            }
        }
        for (String platform : values.byFrequency("platform")) {
            values.read(instance, "/api/v1/content?limit=" + POSTS_A_PLACE + "&platform=" + platform);
        }
        return values;
    }

    private void read(RunningInstance instance, String path) {
        instance.json(path).path("items").forEach(this::add);
    }

    private void add(JsonNode post) {
        count("platform", post.path("platform"));
        count("type", post.path("type"));
        count("author", post.path("author").path("username"));
        count("language", post.path("metadata").path("language"));
        count("sentiment", post.path("metadata").path("sentiment").path("label"));
        each(post.path("content").path("hashtags"), tag -> count("hashtags", tag.path("text")));
        each(post.path("content").path("mentions"), name -> count("mentions", name.path("username")));
        each(post.path("tags"), tag -> count("tags", tag));
        each(post.path("topics"), topic -> count("topic", topic.isString() ? topic : topic.path("id")));
        likes.add(post.path("metadata").path("engagement").path("likes").asLong(0));
        times.add(post.path("publishedAt").asString(""));
    }

    private static void each(JsonNode list, Consumer<JsonNode> visitor) {
        StreamSupport.stream(list.spliterator(), false).forEach(visitor);
    }

    private void count(String field, JsonNode value) {
        if (value.isString() && !value.asString().isBlank() && !value.asString().contains(",")) {
            counts.computeIfAbsent(field, _ -> new HashMap<>()).merge(value.asString(), 1, Integer::sum);
        }
    }

    private List<String> byFrequency(String field) {
        return counts.getOrDefault(field, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                .toList();
    }

    /// Up to three values: the most common, one in the middle, and the rarest.
    List<String> some(String field) {
        List<String> values = byFrequency(field);
        return values.size() <= 3
                ? values
                : List.of(values.getFirst(), values.get(values.size() / 2), values.getLast());
    }

    /// The number of likes that a share of the posts has not.
    long likes(double share) {
        List<Long> sorted = likes.stream().sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    /// The moment before which a share of the posts were published.
    String time(double share) {
        List<String> sorted =
                times.stream().filter(time -> !time.isEmpty()).sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
