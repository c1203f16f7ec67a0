package io.automedia.content;

import io.automedia.shared.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings counters into the schema's form: one open map of numbers with names in camel case. `reactions:
/// {loves: 3}` becomes `reactionsLove: 3`, null means absent, and so does a number below zero, by which some platforms
/// say that they don't tell; only a `score` may be one.
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

    /// Gathers what is wrong with counters that a person sends.
    ///
    /// @param field where they are in the request
    static void check(String field, Map<?, ?> counters, Faults faults) {
        faults.unless(check(field, counters, 0, faults) <= MOST, field, "must not be more than " + MOST);
    }

    private static int check(String field, Map<?, ?> counters, int depth, Faults faults) {
        int found = 0;
        for (Map.Entry<?, ?> entry : counters.entrySet()) {
            String name = String.valueOf(entry.getKey());
            String one = field + "." + name;
            faults.unless(
                    name.chars().anyMatch(Character::isLetterOrDigit), one, "must have a letter or digit in its name");
            switch (entry.getValue()) {
                case Map<?, ?> nested when depth < DEEPEST -> found += check(one, nested, depth + 1, faults);
                case Number number -> {
                    found++;
                    faults.unless(
                            canBe(name, number.doubleValue()) && Math.abs(number.doubleValue()) <= GREATEST,
                            one,
                            "must be a number from 0 to " + (long) GREATEST);
                }
                case null -> {}
                default -> faults.add(one, "must be a number");
            }
        }
        return found;
    }

    private static boolean canBe(String name, double counter) {
        return counter >= 0 || name.equals("score");
    }

    private static void collect(String prefix, Map<?, ?> counters, boolean kinds, int depth, Map<String, Double> flat) {
        for (Map.Entry<?, ?> entry : counters.entrySet()) {
            String given = String.valueOf(entry.getKey());
            String name = name(prefix, kinds ? singular(given) : given);
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> nested && depth < DEEPEST) {
                collect(name, nested, OF_KINDS.contains(given), depth + 1, flat);
            } else if (value != null) {
                double counter = number(name, value);
                if (canBe(name, counter)) {
                    flat.put(name, counter);
                }
            }
        }
    }

    private static double number(String name, Object value) {
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
