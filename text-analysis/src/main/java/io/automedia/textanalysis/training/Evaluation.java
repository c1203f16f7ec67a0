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

    /// The held out posts of weibo2018: the sign of the score is the answer, as there is no neutral among the
    /// labels.
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

    /// SMP2020-EWECT's evaluation posts about the epidemic, three classes.
    Score chineseThreeClasses() throws IOException {
        return score(SentimentClassifier.load(), "zh", labelled.smp("virus_eval_labeled.txt"));
    }

    /// UMSAB's validation split in each language that the multilingual model is for.
    Map<String, Score> multilingual() throws IOException {
        SentimentClassifier classifier = SentimentClassifier.load();
        Map<String, Score> scores = new TreeMap<>();
        for (String language : SentimentTraining.MULTILINGUAL) {
            List<LabelledText> texts = labelled.tweets("umsab/" + LanguageTraining.FOLDERS.get(language), "val");
            scores.put(language, score(classifier, language, texts));
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

    /// The same for those texts in the folder of Hindi that have Hindi words: the others are English, and
    /// called so.
    double hindi() throws IOException {
        LanguageDetector detector = LanguageDetector.load();
        OwnWords hindi = OwnWords.of("hi");
        List<LabelledText> texts = labelled.tweets("umsab/hindi", "val").stream()
                .filter(text -> hindi.areIn(text.text()))
                .toList();
        long right = texts.stream()
                .filter(text -> detector.detect(text.text()).code().equals("hi"))
                .count();
        return 100.0 * right / texts.size();
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
        lines.add("zh, smp2020 virus_eval: " + chineseThreeClasses());
        multilingual().forEach((language, score) -> lines.add(language + ", umsab val: " + score));
        Map<String, Double> languages = languages();
        languages.forEach((language, share) -> lines.add(language + " detected, umsab val: " + share));
        lines.add("hi detected, umsab val with Hindi words: " + hindi());
        lines.add("detected, mean: "
                + languages.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0));
        return lines;
    }
}
