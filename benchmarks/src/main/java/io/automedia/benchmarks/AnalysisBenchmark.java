package io.automedia.benchmarks;

import io.automedia.textanalysis.Analysis;
import io.automedia.textanalysis.DetectedLanguage;
import io.automedia.textanalysis.EntityExtractor;
import io.automedia.textanalysis.LanguageDetector;
import io.automedia.textanalysis.SentimentClassifier;
import io.automedia.textanalysis.TextAnalyser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How many posts a thread analyses in a second: posts of its own, or those of a file with one on each line.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AnalysisBenchmark {
    private static final List<String> OWN_POSTS = List.of(
            "Traffic on the old bridge is terrible again this morning, please leave early! #commute",
            "I love what @friend painted for the exhibition 😍 https://example.org/gallery",
            "The committee published its report on water quality in the northern lakes; the numbers are worse than last year.",
            "今天和朋友去看了展览，太开心了[哈哈] #周末去哪儿# http://example.org/a",
            "这家店的服务真让人失望，等了一个小时还没上菜。",
            "Esta noche juega mi equipo y estoy muy nervioso por el resultado #final",
            "Der Bus kam schon wieder zwanzig Minuten zu spät, unglaublich",
            "ここのコーヒーは苦すぎるけど、ケーキは美味しかった",
            "WOW!!! CHEAP CHEAP CHEAP #deal #sale #now http://example.org/x",
            "ok");

    @Param("")
    private String file = "";

    private final TextAnalyser analyser = TextAnalyser.load();
    private final LanguageDetector languages = LanguageDetector.load();
    private final SentimentClassifier sentiments = SentimentClassifier.load();
    private final EntityExtractor entities = new EntityExtractor();
    private List<String> posts = OWN_POSTS;
    private int next;

    /// Reads the file, if there is one.
    @Setup
    public void read() throws IOException {
        posts = file.isEmpty() ? OWN_POSTS : Files.readAllLines(Path.of(file));
    }

    private String post() {
        next = (next + 1) % posts.size();
        return posts.get(next);
    }

    /// Everything in one pass.
    @Benchmark
    public Analysis everything() {
        return analyser.analyse(post(), null);
    }

    /// The language alone.
    @Benchmark
    public DetectedLanguage language() {
        return languages.detect(post());
    }

    /// Sentiment with the English model alone, -1 where there is nothing to judge.
    @Benchmark
    public double sentiment() {
        var sentiment = sentiments.classify(post(), "en");
        return sentiment == null ? -1 : sentiment.score();
    }

    /// Hashtags, mentions and links alone.
    @Benchmark
    public int entities() {
        return entities.extract(post()).hashtags().size();
    }
}
