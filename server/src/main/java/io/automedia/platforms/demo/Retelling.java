package io.automedia.platforms.demo;

import java.util.List;
import java.util.Map;

/// A sentence with places that can be filled in several ways: a way to say something else about a theme of the story.
///
/// @param theme of the posts it can stand for; `any` where their language has nothing for their theme
/// @param text with the names of places in braces
/// @param slots what each place takes, by its name
record Retelling(String theme, String language, String text, Map<String, List<String>> slots) {
    Retelling {
        slots = Map.copyOf(slots);
    }

    /// The pool of sentences it belongs to.
    String pool() {
        return pool(theme, language);
    }

    static String pool(String theme, String language) {
        return theme + "." + language;
    }

    /// In how many ways it can be said.
    int ways() {
        return slots.values().stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
    }

    /// One of the ways.
    ///
    /// @param number from 0, below their number
    String said(int number) {
        String said = text;
        int left = number;
        for (String name : slots.keySet().stream().sorted().toList()) {
            List<String> fillings = slots.getOrDefault(name, List.of());
            said = said.replace("{" + name + "}", fillings.get(left % fillings.size()));
            left /= fillings.size();
        }
        return said;
    }
}
