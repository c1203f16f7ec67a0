package io.automedia.web.page;

import io.automedia.shared.Problem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a page says of a problem, in the language of who looks and with the labels of its form. The front doors say
/// it in English, by the names of the API; their sentences are known from `refusals.properties`, and one that isn't
/// there is said as it is.
///
/// @param text all of it
/// @param fields what is wrong with each field, by the last part of its name
public record Refusal(String text, Map<String, String> fields) {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final List<Known> KNOWN = read();

    public Refusal {
        fields = Map.copyOf(fields);
    }

    private record Known(String key, Pattern sentence, int places) {}

    /// What a problem says.
    public static Refusal of(Words words, Problem problem) {
        if (problem instanceof Problem.Invalid invalid && !invalid.errors().isEmpty()) {
            Map<String, String> fields = new LinkedHashMap<>();
            invalid.errors().forEach(error -> fields.putIfAbsent(last(error.field()), said(words, error)));
            return new Refusal(fields.values().stream().distinct().collect(Collectors.joining(" ")), fields);
        }
        return new Refusal(said(words, problem.detail(), List.of(), problem.detail()), Map.of());
    }

    private static String said(Words words, Problem.FieldError error) {
        String name = last(error.field());
        return said(words, error.message(), List.of(label(words, name)), error.field() + " " + error.message());
    }

    private static String said(Words words, String sentence, List<String> before, String otherwise) {
        for (Known known : KNOWN) {
            Matcher matcher = known.sentence().matcher(sentence);
            if (matcher.matches() && known.key().startsWith("whole.") == before.isEmpty()) {
                List<String> values = new ArrayList<>(before);
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    values.add(matcher.group(i));
                }
                return words.of("refused." + known.key(), values.toArray());
            }
        }
        return otherwise;
    }

    private static String label(Words words, String name) {
        String label = words.named("field.", name);
        return label.equals(name) ? words.named("filter.", name) : label;
    }

    /// `keywords[2].term` is a `term`.
    private static String last(String field) {
        String plain = INDEX.matcher(field).replaceAll("");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    /// The most particular first: what has places, or is short between them, may fit more than it is for.
    private static List<Known> read() {
        Properties sentences = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(Refusal.class.getResourceAsStream("/refusals.properties")),
                StandardCharsets.UTF_8)) {
            sentences.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sentences.stringPropertyNames().stream()
                .map(key -> known(key, sentences.getProperty(key)))
                .sorted(Comparator.comparingInt(Known::places)
                        .thenComparingInt(known -> -known.sentence().pattern().length()))
                .toList();
    }

    private static Known known(String key, String sentence) {
        String[] parts = PLACE.split(sentence, -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            pattern.append("(.+?)").append(Pattern.quote(parts[i]));
        }
        return new Known(key, Pattern.compile(pattern.toString(), Pattern.DOTALL), parts.length - 1);
    }
}
