package io.automedia.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings counters into the schema's form: one open map of numbers with names in camel case. `reactions:
/// {loves: 3}` becomes `reactionsLove: 3`, null means absent.
final class Counters {
    private static final int MOST = 100;
    private static final int DEEPEST = 4;
    private static final double GREATEST = 9e15;
    private static final Set<String> OF_KINDS = Set.of("reactions");

    private Counters() {}

    /// @throws Unacceptable when one is no number
    static Map<String, Double> flat(Map<?, ?> engagement) {
        if (engagement.isEmpty()) {
            return Map.of();
        }
        Map<String, Double> flat = LinkedHashMap.newLinkedHashMap(engagement.size() + 8);
        collect("", engagement, false, 0, flat);
        if (flat.size() > MOST) {
            throw new Unacceptable("The post has more than " + MOST + " counters.");
        }
        return flat;
    }

    private static void collect(String prefix, Map<?, ?> counters, boolean kinds, int depth, Map<String, Double> flat) {
        for (Map.Entry<?, ?> entry : counters.entrySet()) {
            String given = String.valueOf(entry.getKey());
            String name = name(prefix, kinds ? singular(given) : given);
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> nested && depth < DEEPEST) {
                collect(name, nested, OF_KINDS.contains(given), depth + 1, flat);
            } else if (value != null) {
                flat.put(name, number(name, value));
            }
        }
    }

    private static Double number(String name, Object value) {
        if (!(value instanceof Number number)) {
            throw new Unacceptable("The counter " + Cleaning.cut(name, 60) + " is not a number.");
        }
        double counter = number.doubleValue();
        if (!(Math.abs(counter) <= GREATEST)) {
            throw new Unacceptable("The counter " + Cleaning.cut(name, 60) + " is out of range.");
        }
        return counter;
    }

    private static String singular(String kind) {
        return kind.length() > 2 && kind.endsWith("s") && !kind.endsWith("ss")
                ? kind.substring(0, kind.length() - 1)
                : kind;
    }

    private static String name(String prefix, String given) {
        if (prefix.isEmpty() && isPlain(given)) {
            return given;
        }
        StringBuilder name = new StringBuilder(prefix);
        boolean upper = !prefix.isEmpty();
        for (int i = 0; i < given.length() && name.length() < 80; i++) {
            char c = given.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                upper = !name.isEmpty();
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        if (name.isEmpty()) {
            throw new Unacceptable("A counter has no name.");
        }
        return name.toString();
    }

    private static boolean isPlain(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > 80) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 128 || !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return true;
    }
}
