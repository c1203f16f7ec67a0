package io.automedia.benchmarks.reads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What is asked for: the lists with each filter, pairs of filters, orders, deep pages, totals, the Live
/// page.
final class Shapes {
    private static final String LIST = "/api/v1/content?limit=20";
    private static final int DEEP_PAGE = 1_000;
    private static final List<String> VALUED =
            List.of("platform", "type", "topic", "author", "tags", "hashtags", "mentions", "sentiment", "language");

    private final LibraryValues values;
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Map<String, List<String>> filters = new LinkedHashMap<>();

    private Shapes(LibraryValues values) {
        this.values = values;
    }

    /// The addresses by name, made of what is in the instance's library.
    static Map<String, String> of(RunningInstance instance) {
        Shapes shapes = new Shapes(LibraryValues.of(instance));
        shapes.list();
        shapes.singles();
        shapes.pairs();
        shapes.orders();
        shapes.deepPage(instance);
        shapes.totals();
        shapes.live();
        return shapes.paths;
    }

    private void list() {
        paths.put("first page", LIST);
    }

    private void singles() {
        for (String field : VALUED) {
            filters.put(field, values.some(field));
        }
        filters.put("minLikes", List.of("1", "" + values.likes(0.5), "" + values.likes(0.9), "" + values.likes(1)));
        filters.put("verified", List.of("true", "false"));
        filters.put("aiGenerated", List.of("true", "false"));
        filters.put("moderationStatus", List.of("approved", "pending", "rejected"));
        filters.put("archived", List.of("true", "false"));
        filters.put("dateFrom", List.of(values.time(0.1), values.time(0.9)));
        filters.put("dateTo", List.of(values.time(0.1), values.time(0.9)));
        filters.forEach((field, some) -> some.forEach(value -> filtered(field + "=" + value)));
        filtered("dateFrom=" + values.time(0.5) + "&dateTo=" + values.time(0.51));
    }

    private void filtered(String filter) {
        paths.put(filter, LIST + "&" + filter);
    }

    private void pairs() {
        List<String> fields = List.copyOf(filters.keySet());
        for (int i = 0; i < fields.size(); i++) {
            for (int j = i + 1; j < fields.size(); j++) {
                pair(fields.get(i), fields.get(j));
            }
        }
    }

    /// What is most common with both ends of the other field, and what is rarest on both sides.
    private void pair(String field, String other) {
        List<String> some = filters.getOrDefault(field, List.of());
        List<String> others = filters.getOrDefault(other, List.of());
        if (!some.isEmpty() && !others.isEmpty()) {
            filtered(field + "=" + some.getFirst() + "&" + other + "=" + others.getFirst());
            filtered(field + "=" + some.getFirst() + "&" + other + "=" + others.getLast());
            filtered(field + "=" + some.getLast() + "&" + other + "=" + others.getFirst());
        }
    }

    private void orders() {
        for (String order : List.of("collectedAt", "likes", "sentiment")) {
            filtered("sortBy=" + order);
            for (String field : List.of("platform", "language", "author")) {
                filters.getOrDefault(field, List.of())
                        .forEach(value -> filtered("sortBy=" + order + "&" + field + "=" + value));
            }
        }
    }

    private void deepPage(RunningInstance instance) {
        String path = LIST;
        for (int page = 1; page < DEEP_PAGE; page++) {
            JsonNode next = instance.json(path).path("page").path("next");
            if (!next.isString()) {
                return;
            }
            path = LIST + "&after=" + next.asString();
        }
        paths.put("page " + DEEP_PAGE + " by cursor", path);
    }

    private void totals() {
        List<String> counted = new ArrayList<>(List.of(""));
        for (String field : List.of("platform", "language", "sentiment", "minLikes")) {
            counted.add(
                    "&" + field + "=" + filters.getOrDefault(field, List.of("")).getFirst());
        }
        counted.forEach(filter -> paths.put("exact total " + filter, "/api/v1/content?limit=1&total=exact" + filter));
    }

    private void live() {
        for (String range : List.of("1h", "6h", "24h", "7d")) {
            paths.put("Live page, " + range, "/live/figures?range=" + range + "&until=" + values.time(0.5));
        }
    }
}
