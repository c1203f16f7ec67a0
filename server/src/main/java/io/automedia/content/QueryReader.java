package io.automedia.content;

import io.automedia.shared.Faults;
import io.automedia.shared.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Reads parameters of a list one by one. One that can't be meant is put with the faults, and reads as absent.
record QueryReader(Map<String, ? extends List<String>> parameters, Faults faults) {
    private static final int MOST = 100;

    List<String> many(String name) {
        List<String> values = new ArrayList<>();
        List<String> given = parameters.get(name);
        for (String value : given == null ? List.<String>of() : given) {
            for (String part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    values.add(part.strip());
                }
            }
        }
        faults.unless(values.size() <= MOST, name, "must not have more than " + MOST + " values");
        return List.copyOf(values);
    }

    List<String> lowered(String name) {
        return many(name).stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
    }

    /// What people write with or without a sign before it.
    List<String> without(char sign, String name) {
        List<String> values = lowered(name).stream()
                .map(value -> value.charAt(0) == sign ? value.substring(1) : value)
                .toList();
        if (values.contains("")) {
            faults.add(name, "must have a name behind " + sign);
            return List.of();
        }
        return values;
    }

    List<String> oneOf(String name, List<String> allowed) {
        List<String> values = lowered(name);
        if (!allowed.containsAll(values)) {
            faults.add(name, "must be one of " + String.join(", ", allowed));
            return List.of();
        }
        return values;
    }

    /// Names of platforms, of which there may be any.
    List<String> names(String name) {
        List<String> values = lowered(name);
        if (!values.stream().allMatch(Normaliser::isName)) {
            faults.add(name, "must be a name of 1 to 40 letters, digits, - or _, such as twitter");
            return List.of();
        }
        return values;
    }

    List<ObjectId> ids(String name) {
        List<String> values = many(name);
        if (!values.stream().allMatch(ObjectId::isValid)) {
            faults.add(name, "must be 24 hexadecimal digits");
            return List.of();
        }
        return values.stream().map(ObjectId::new).toList();
    }

    @Nullable
    String one(String name) {
        List<String> values = many(name);
        if (values.size() > 1) {
            faults.add(name, "must be given once");
            return null;
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    @Nullable
    Long count(String name) {
        String text = one(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            faults.add(name, "must be a whole number, 0 or more");
            return null;
        }
        return Long.valueOf(text);
    }

    @Nullable
    Boolean truth(String name) {
        String text = one(name);
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            faults.add(name, "must be true or false");
            return null;
        }
        return Boolean.valueOf(text);
    }

    /// A moment, or the start of a day.
    @Nullable
    Instant time(String name, int daysAfterADay) {
        String text = one(name);
        try {
            if (text == null) {
                return null;
            }
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(daysAfterADay)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Moments.parse(text);
        } catch (DateTimeException notATime) {
            faults.add(name, "must be a time such as 2024-01-15T09:30:00Z or a day such as 2024-01-15");
            return null;
        }
    }

    /// A circle as latitude, longitude and kilometres.
    Place.@Nullable Circle circle(String name) {
        List<String> parts = many(name);
        try {
            if (parts.isEmpty()) {
                return null;
            }
            if (parts.size() == 3) {
                return new Place.Circle(
                        Double.parseDouble(parts.get(0)),
                        Double.parseDouble(parts.get(1)),
                        Double.parseDouble(parts.get(2)));
            }
        } catch (IllegalArgumentException noCircle) {
            // told below
        }
        faults.add(name, "must be latitude, longitude and kilometres, such as 48.85,2.35,10");
        return null;
    }
}
