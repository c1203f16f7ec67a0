package io.automedia.standingqueries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private static final Pattern TEXT = Pattern.compile("\"text\": ?\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");
    private static final int EVERY = 7;
    private static final int FROM_EACH = 80;
    private static final int LONGEST = 5000;

    @Test
    void findsWhatTheRulesSayInRealPosts() throws IOException {
        Path corpus = Path.of(System.getProperty("automedia.test.data", "absent"), "corpus");
        assumeTrue(Files.isDirectory(corpus), "no real posts at hand");
        List<String> posts = new ArrayList<>();
        try (Stream<Path> files = Files.list(corpus)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .toList()) {
                posts.addAll(sample(file));
            }
        }
        Random random = new Random(270_000);
        StandingQueries queries = new StandingQueries();
        List<BruteForce.Prepared> kept = new ArrayList<>();
        for (int id = 0; id < 400; id++) {
            Query query = queryFrom(posts, id, random);
            queries.put(query);
            kept.add(BruteForce.Prepared.of(query));
        }
        int found = 0;
        for (String post : posts) {
            Text text = new Text(List.of(post), "twitter", "tweet", "en", null, false, 0, Map.of());
            found += BruteForceTest.check(queries, kept, text);
        }
        assertThat(found).isGreaterThan(posts.size());
    }

    private static Query queryFrom(List<String> posts, int id, Random random) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            terms.add(new Term(snippet(posts, random), 1, List.of(snippet(posts, random))));
        }
        List<String> excludes = random.nextBoolean() ? List.of(snippet(posts, random)) : List.of();
        return new Query(id, terms, excludes, Filters.NONE);
    }

    /// One to three words of some post as they stand there, or a few characters of a long one.
    private static String snippet(List<String> posts, Random random) {
        String post = posts.get(random.nextInt(posts.size()));
        String[] words = post.split("\\s+", -1);
        int from = random.nextInt(words.length);
        String snippet =
                String.join(" ", List.of(words).subList(from, Math.min(words.length, from + 1 + random.nextInt(3))));
        if (snippet.length() <= 30) {
            return snippet;
        }
        int start = random.nextInt(snippet.length() - 4);
        return snippet.substring(start, start + 2 + random.nextInt(3));
    }

    private static List<String> sample(Path file) throws IOException {
        List<String> posts = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            int number = 0;
            String line = lines.readLine();
            while (line != null && posts.size() < FROM_EACH) {
                Matcher text = TEXT.matcher(line);
                if (number++ % EVERY == 0 && text.find() && text.group(1).length() < LONGEST) {
                    posts.add(ESCAPE.matcher(text.group(1))
                            .replaceAll(
                                    escape -> Matcher.quoteReplacement(unescape(escape.group(1), escape.group(2)))));
                }
                line = lines.readLine();
            }
        }
        return posts;
    }

    private static String unescape(@Nullable String code, String letter) {
        if (code != null) {
            return String.valueOf((char) Integer.parseInt(code, 16));
        }
        return switch (letter) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> letter;
        };
    }
}
