package io.automedia.standingqueries;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a text must be besides what it says. An empty set lets any value pass, a minimum of zero or less is none.
/// Values are kept in lower case, languages by their first subtag (`zh-Hant` is `zh`), places with single blanks; names
/// of minimums are kept as they are.
public record Filters(
        Set<String> platforms,
        Set<String> types,
        Set<String> languages,
        Set<String> sentiments,
        boolean verifiedOnly,
        long minFollowers,
        Map<String, Long> minimums,
        Set<String> places) {

    /// Lets everything pass.
    public static final Filters NONE = new Filters(Set.of(), Set.of(), Set.of(), Set.of(), false, 0, Map.of());

    public Filters {
        platforms = each(platforms, Filters::lower);
        types = each(types, Filters::lower);
        languages = each(languages, Filters::language);
        sentiments = each(sentiments, Filters::lower);
        minFollowers = Math.max(0, minFollowers);
        minimums = positive(minimums);
        places = each(places, Filters::place);
    }

    /// Those that let every place pass.
    public Filters(
            Set<String> platforms,
            Set<String> types,
            Set<String> languages,
            Set<String> sentiments,
            boolean verifiedOnly,
            long minFollowers,
            Map<String, Long> minimums) {
        this(platforms, types, languages, sentiments, verifiedOnly, minFollowers, minimums, Set.of());
    }

    static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    static String place(String name) {
        return lower(name.strip().replaceAll("\\s+", " "));
    }

    static String language(String tag) {
        int end = 0;
        while (end < tag.length() && tag.charAt(end) != '-' && tag.charAt(end) != '_') {
            end++;
        }
        return lower(tag.substring(0, end));
    }

    private static Set<String> each(Set<String> values, UnaryOperator<String> kept) {
        if (values.isEmpty()) {
            return Set.of();
        }
        Set<String> normal = new HashSet<>();
        values.forEach(value -> normal.add(kept.apply(value)));
        return Set.copyOf(normal);
    }

    private static Map<String, Long> positive(Map<String, Long> minimums) {
        if (minimums.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> kept = new HashMap<>(minimums);
        kept.values().removeIf(minimum -> minimum <= 0);
        return Map.copyOf(kept);
    }
}
