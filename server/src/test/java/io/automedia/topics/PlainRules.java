package io.automedia.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules by which words are found, once more and by brute force, for texts of ASCII words, Chinese characters,
/// hashtags and simple punctuation. Written from the README of the standing queries, without anything of theirs.
final class PlainRules {
    private static final Pattern PLAIN = Pattern.compile(
            "(?:[A-Za-z0-9 ,!?():\"\\n]|\\.(?![A-Za-z0-9])|\\p{IsHan}|[。！，]|(?<![\\p{L}\\p{N}])#(?=[A-Za-z]))*");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<tag>#)?(?<word>[A-Za-z0-9]+(?:(?<=[0-9])[.,](?=[0-9])[A-Za-z0-9]+)*)|(?<han>\\p{IsHan})");
    /// A single small letter at the start of a word goes with what follows.
    private static final Pattern PIECE =
            Pattern.compile("(?:^[a-z](?![a-z]))?(?:[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|[0-9]+[a-z]*)");

    /// Something that can be read from one place of a text to another.
    private record Reading(int start, int end, String text, boolean isHan) {}

    private final String text;
    private final List<Reading> readings = new ArrayList<>();
    /// How long the word is that ends in a place.
    private final Map<Integer, Integer> words = new HashMap<>();

    private PlainRules(String text) {
        this.text = text;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group("han") != null) {
                readings.add(new Reading(token.start(), token.end(), token.group(), true));
                continue;
            }
            String word = token.group("word");
            int start = token.start("word");
            words.put(token.end(), word.length());
            readings.add(new Reading(start, token.end(), folded(word), false));
            if (token.group("tag") != null) {
                readings.add(new Reading(token.start(), token.end(), "#" + folded(word), false));
                pieces(start, word);
            }
        }
    }

    /// Whether these rules are all that a text needs.
    static boolean apply(String text) {
        return PLAIN.matcher(text).matches();
    }

    /// Whether a term stands in a text.
    static boolean hits(String term, String text) {
        PlainRules rules = new PlainRules(text);
        List<String> sequence = sequence(term);
        if (rules.holds(sequence)) {
            return true;
        }
        boolean hasWord = sequence.stream().anyMatch(part -> part.matches("[a-z0-9]+"));
        return sequence.size() > 1 && hasWord && rules.holds(List.of("#" + String.join("", sequence)));
    }

    private static List<String> sequence(String term) {
        List<String> sequence = new ArrayList<>();
        Matcher token = TOKEN.matcher(term);
        while (token.find()) {
            sequence.add(folded(token.group()));
        }
        return sequence;
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private void pieces(int start, String word) {
        Matcher piece = PIECE.matcher(word);
        while (piece.find()) {
            readings.add(new Reading(start + piece.start(), start + piece.end(), folded(piece.group()), false));
        }
    }

    private boolean holds(List<String> sequence) {
        return readings.stream()
                .anyMatch(reading -> reading.text().equals(sequence.getFirst()) && goesOn(reading, sequence, 1));
    }

    private boolean goesOn(Reading last, List<String> sequence, int next) {
        if (next == sequence.size()) {
            return true;
        }
        return readings.stream()
                .anyMatch(reading -> reading.start() >= last.end()
                        && reading.text().equals(sequence.get(next))
                        && joins(last, reading)
                        && goesOn(reading, sequence, next + 1));
    }

    private boolean joins(Reading last, Reading next) {
        String gap = text.substring(last.end(), next.start());
        if (gap.codePoints().anyMatch(Character::isLetterOrDigit)) {
            return false;
        }
        if (gap.isEmpty()) {
            return true;
        }
        if (last.isHan() && next.isHan()) {
            return false;
        }
        if (gap.matches("(?s).*[\\n!?。！，].*") || gap.matches("(?s).*\\..*\\..*")) {
            return false;
        }
        boolean abbreviates = gap.startsWith(".") && words.getOrDefault(last.end(), 5) <= 4;
        return abbreviates || !gap.matches("(?s).*\\..*\\s.*");
    }
}
