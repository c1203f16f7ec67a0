package io.automedia.textanalysis.training;

import io.automedia.textanalysis.DetectedLanguage;
import io.automedia.textanalysis.LanguageDetector;
import io.automedia.textanalysis.Sentiment;
import io.automedia.textanalysis.SentimentClassifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Scores the shipped models on the texts that were kept from their training.
final class Evaluation {
    private final LabelledFolder labelled;

    Evaluation(LabelledFolder labelled) {
        this.labelled = labelled;
    }

    /// TweetEval's validation split, three classes.
    Score english() throws IOException {
        return score(SentimentClassifier.load(), "en", labelled.tweets("tweeteval-sentiment", "val"));
    }

    /// The held out posts of weibo2018: the sign of the score is the answer, as there is no neutral among the labels.
    Score chinese() throws IOException {
        SentimentClassifier classifier = SentimentClassifier.load();
        int[][] confusion = new int[2][2];
        for (LabelledText text : labelled.weibo(true)) {
            Sentiment sentiment = classifier.classify(text.text(), "zh");
            confusion[text.label() / 2][sentiment != null && sentiment.score() > 0 ? 1 : 0]++;
        }
        return Score.of(confusion);
    }

    /// The same posts by label: a neutral answer is counted as wrong.
    Score chineseByLabel() throws IOException {
        return score(SentimentClassifier.load(), "zh", labelled.weibo(true));
    }

    /// UMSAB's validation split in each language that the multilingual model is for.
    Map<String, Score> multilingual() throws IOException {
        SentimentClassifier classifier = SentimentClassifier.load();
        Map<String, Score> scores = new TreeMap<>();
        for (Map.Entry<String, String> language : LanguageTraining.FOLDERS.entrySet()) {
            if (!language.getKey().equals("en")) {
                List<LabelledText> texts = labelled.tweets("umsab/" + language.getValue(), "val");
                scores.put(language.getKey(), score(classifier, language.getKey(), texts));
            }
        }
        return scores;
    }

    /// How many percent of UMSAB's validation texts get the language of their folder.
    Map<String, Double> languages() throws IOException {
        LanguageDetector detector = LanguageDetector.load();
        Map<String, Double> shares = new TreeMap<>();
        for (Map.Entry<String, String> language : LanguageTraining.FOLDERS.entrySet()) {
            List<LabelledText> texts = labelled.tweets("umsab/" + language.getValue(), "val");
            long right = texts.stream()
                    .map(text -> detector.detect(text.text()))
                    .map(DetectedLanguage::code)
                    .filter(language.getKey()::equals)
                    .count();
            shares.put(language.getKey(), 100.0 * right / texts.size());
        }
        return shares;
    }

    private static Score score(SentimentClassifier classifier, String language, List<LabelledText> texts) {
        int[][] confusion = new int[3][3];
        for (LabelledText text : texts) {
            Sentiment sentiment = classifier.classify(text.text(), language);
            confusion[text.label()][sentiment == null ? 1 : toClass(sentiment.label())]++;
        }
        return Score.of(confusion);
    }

    private static int toClass(Sentiment.Label label) {
        return switch (label) {
            case NEGATIVE -> 0;
            case NEUTRAL -> 1;
            case POSITIVE -> 2;
        };
    }

    /// A line for each score.
    List<String> report() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("en, tweeteval-sentiment val: " + english());
        lines.add("zh, weibo2018 held out, sign of the score: " + chinese());
        lines.add("zh, weibo2018 held out, label: " + chineseByLabel());
        multilingual().forEach((language, score) -> lines.add(language + ", umsab val: " + score));
        Map<String, Double> languages = languages();
        languages.forEach((language, share) -> lines.add(language + " detected, umsab val: " + share));
        lines.add("detected, mean: "
                + languages.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0));
        return lines;
    }
}
