package io.automedia.web.filter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a page's address asks for: parameters by name, in order. Parameters that the page doesn't know are dropped.
///
/// @param preselects whether the path alone shows one platform, so that an address must say that it means all
public record Filters(String path, Map<String, List<String>> values, boolean preselects) {
    private static final String PLATFORM = "platform";

    public Filters {
        Map<String, List<String>> copied = new LinkedHashMap<>();
        values.forEach((name, all) -> copied.put(name, List.copyOf(all)));
        values = copied;
    }

    /// Filters of pages that show everything until they are asked for less.
    public Filters(String path, Map<String, List<String>> values) {
        this(path, values, false);
    }

    /// Reads an address; empty values are as good as absent, and commas separate values.
    public static Filters of(String path, Map<String, ? extends List<String>> parameters, Set<String> known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.forEach((name, given) -> {
            List<String> kept = given.stream()
                    .flatMap(value -> List.of(value.split(",", -1)).stream())
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .toList();
            if (known.contains(name) && !kept.isEmpty()) {
                values.put(name, kept);
            }
        });
        return new Filters(path, values);
    }

    /// The same for a person of whose posts those of a platform are shown first.
    ///
    /// @param platform null for nobody's
    public Filters preselecting(@Nullable String platform) {
        return new Filters(path, values, platform != null);
    }

    /// All values of a parameter.
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// The first value of a parameter.
    public @Nullable String one(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    /// Whether this value is chosen.
    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    /// The same with this value alone.
    public Filters with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new Filters(path, changed, preselects);
    }

    /// The same with this value chosen when it was not, and not when it was.
    public Filters toggled(String name, String value) {
        List<String> all = new ArrayList<>(all(name));
        if (!all.remove(value)) {
            all.add(value);
        }
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, all);
        return new Filters(path, changed, preselects);
    }

    /// The same without these parameters.
    public Filters without(String... names) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        for (String name : names) {
            changed.remove(name);
        }
        return new Filters(path, changed, preselects);
    }

    /// Where a visit without any query is sent to see what the person wants to see first; null when it stays.
    ///
    /// @param asked what the address has, known or not
    public @Nullable String preselected(Map<String, ?> asked, @Nullable String platform) {
        return platform == null || !asked.isEmpty()
                ? null
                : with(PLATFORM, platform).href();
    }

    /// Only these parameters.
    public Filters only(Set<String> names) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.keySet().retainAll(names);
        return new Filters(path, changed, preselects);
    }

    /// The same filters at another path.
    public Filters at(String other) {
        return new Filters(other, values, preselects);
    }

    /// The query without its `?`; empty when nothing is asked for.
    public String query() {
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    /// The address.
    public String href() {
        String query = query();
        if (query.isEmpty()) {
            return preselects ? path + "?" + PLATFORM + "=" : path;
        }
        return path + "?" + query;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
