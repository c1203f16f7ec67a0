package io.automedia.benchmarks;

import io.automedia.standingqueries.Filters;
import io.automedia.standingqueries.Query;
import io.automedia.standingqueries.Term;
import io.automedia.standingqueries.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Posts, and queries whose terms are taken from the posts' own words: about seven a query, two in five queries with
/// excludes, filters that a third of the hits survive.
final class MatchingWorkload {
    private static final Pattern TEXT = Pattern.compile("\"text\": ?\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern CODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final int EACH = 8000;
    private static final int LONGEST = 4000;
    private static final List<String> PLATFORMS = List.of("twitter", "facebook", "instagram", "tiktok", "xiaohongshu");

    private final Random random = new Random(20_261_122);
    private final List<Text> posts;
    private final List<String> phrases;

    MatchingWorkload() {
        List<String> texts = texts();
        Collections.shuffle(texts, random);
        posts = texts.stream().map(this::post).toList();
        phrases = phrases(texts);
    }

    List<Text> posts() {
        return posts;
    }

    Query query(long id) {
        List<Term> terms = new ArrayList<>();
        for (int i = 4 + random.nextInt(7); i > 0; i--) {
            terms.add(Term.of(phrase()));
        }
        List<String> excludes = random.nextInt(5) < 2 ? List.of(phrase(), phrase()) : List.of();
        return new Query(id, terms, excludes, filters());
    }

    private String phrase() {
        return phrases.get(random.nextInt(phrases.size()));
    }

    private Filters filters() {
        Set<String> platforms = random.nextBoolean() ? Set.of(one()) : Set.of();
        Set<String> languages = random.nextBoolean() ? Set.of("en") : Set.of();
        Map<String, Long> minimums = random.nextInt(3) == 0 ? Map.of("likes", (long) random.nextInt(1000)) : Map.of();
        return new Filters(platforms, Set.of(), languages, Set.of(), false, 0, minimums);
    }

    private String one() {
        return PLATFORMS.get(random.nextInt(PLATFORMS.size()));
    }

    private Text post(String text) {
        boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
        Map<String, Double> counts = Map.of("likes", (double) random.nextInt(1000), "shares", 3.0);
        return new Text(List.of(text), one(), "post", chinese ? "zh" : "en", "neutral", false, 100, counts);
    }

    private static List<String> phrases(List<String> texts) {
        Set<String> distinct = new LinkedHashSet<>();
        for (String text : texts) {
            String[] words = text.split("[\\s,.!?:;()\"#@，。！？、]+", -1);
            for (int i = 0; i < words.length; i++) {
                int length = 1 + (i + text.length()) % 3;
                String phrase = String.join(" ", List.of(words).subList(i, Math.min(words.length, i + length)));
                boolean glued = phrase.codePoints().anyMatch(Character::isIdeographic);
                if (phrase.length() >= (glued ? 2 : 6) && !phrase.contains("http")) {
                    distinct.add(glued ? phrase.substring(0, Math.min(phrase.length(), 2 + i % 3)) : phrase);
                }
            }
        }
        return List.copyOf(distinct);
    }

    private List<String> texts() {
        Path corpus = Path.of(System.getProperty("automedia.test.data", "../shared/data"), "corpus");
        List<String> texts = new ArrayList<>();
        if (!Files.isDirectory(corpus)) {
            for (int i = 0; i < EACH; i++) {
                texts.add(madeUp());
            }
            return texts;
        }
        try (Stream<Path> files = Files.list(corpus)) {
            files.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().forEach(file -> read(file, texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /// Words as frequent as in a language: the n-th about 1/n of the first.
    private String madeUp() {
        StringBuilder text = new StringBuilder();
        for (int words = 5 + random.nextInt(45); words > 0; words--) {
            int rank = (int) Math.exp(random.nextDouble() * 11);
            text.append(Integer.toString(rank * 7919 % 60_000 + 36_000, 36)).append(' ');
        }
        return text.toString();
    }

    private static void read(Path file, List<String> texts) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.lines()
                    .limit(EACH)
                    .map(TEXT::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .filter(text -> text.length() < LONGEST)
                    .map(MatchingWorkload::unescape)
                    .forEach(texts::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String json) {
        return CODE.matcher(json)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))))
                .replace("\\n", "\n")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }
}
