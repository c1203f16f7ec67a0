package io.automedia.content;

import io.automedia.shared.Faults;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a person calls posts.
public final class Tags {
    static final int MOST = 50;
    static final int LONGEST = 100;

    private Tags() {}

    /// Tags as people write them, without repeats, and cut when they are longer than a tag may be.
    static List<String> clean(List<String> given) {
        if (given.isEmpty()) {
            return List.of();
        }
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : given) {
            String clean = Cleaning.optional(tag, LONGEST);
            if (clean != null) {
                tags.add(clean);
            }
        }
        return List.copyOf(tags);
    }

    /// Gathers what is wrong with the field `tags` of a request. What platforms and files bring is cut instead.
    public static void check(List<String> given, Faults faults) {
        for (int i = 0; i < given.size(); i++) {
            faults.unless(
                    Cleaning.text(given.get(i)).length() <= LONGEST,
                    "tags[" + i + "]",
                    "must have at most " + LONGEST + " characters");
        }
        faults.unless(clean(given).size() <= MOST, "tags", "must not be more than " + MOST);
    }
}
