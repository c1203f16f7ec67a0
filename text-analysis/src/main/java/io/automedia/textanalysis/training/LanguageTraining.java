package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.FoldedText;
import io.automedia.textanalysis.model.LanguageFeatures;
import io.automedia.textanalysis.model.LinearModel;
import io.automedia.textanalysis.training.ModelTrainer.Settings;
import io.automedia.textanalysis.training.ModelTrainer.Weighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Trains the language model on tweets in eight languages, and on texts that were written for it (one file a
/// language, `xx.txt`, one sentence a line).
final class LanguageTraining {

    /// The UMSAB folders by language.
    static final Map<String, String> FOLDERS = new TreeMap<>(Map.of(
            "ar", "arabic",
            "en", "english",
            "fr", "french",
            "de", "german",
            "hi", "hindi",
            "it", "italian",
            "pt", "portuguese",
            "es", "spanish"));

    private static final int ENGLISH_TWEETS = 12_000;
    private static final double SENTENCE_WEIGHT = 2;
    private static final double WORDS_WEIGHT = 1;
    private static final double NAMES_WEIGHT = 0.3;

    private final LabelledFolder labelled;
    private final Path profiles;

    LanguageTraining(LabelledFolder labelled, Path profiles) {
        this.labelled = labelled;
        this.profiles = profiles;
    }

    LinearModel train() throws IOException {
        List<String> languages = languages();
        Map<String, List<String>> functionWords = ShippedWords.read("stopwords.txt");
        ModelTrainer trainer = new ModelTrainer(
                languages,
                (text, features) -> LanguageFeatures.collect(FoldedText.of(text, 5_000), features),
                new Settings(16, Weighting.RARITY, 1e-6, 1, 80));
        for (String language : languages) {
            int label = languages.indexOf(language);
            trainer.add(relabelled(tweets(language), label), 1);
            List<String> names = language.equals("hi") ? List.of() : LanguageNames.texts(language);
            List<String> words = LanguageNames.together(functionWords.getOrDefault(language, List.of()), 8);
            trainer.add(toLabelled(sentences(language), label), SENTENCE_WEIGHT)
                    .add(toLabelled(words, label), WORDS_WEIGHT)
                    .add(toLabelled(names, label), NAMES_WEIGHT);
        }
        return trainer.train();
    }

    /// UMSAB's tweets, and TweetEval's for English. A third of those in the folder of Hindi and some in the
    /// others are plain English, which would teach the model to call English Hindi: only those with words of
    /// their language are taken.
    private List<LabelledText> tweets(String language) throws IOException {
        if (!FOLDERS.containsKey(language)) {
            return List.of();
        }
        List<LabelledText> tweets = new ArrayList<>(labelled.tweets("umsab/" + FOLDERS.get(language), "train"));
        if (language.equals("en")) {
            tweets.addAll(labelled.tweets("tweeteval-sentiment", "train").subList(0, ENGLISH_TWEETS));
        } else if (!language.equals("ar")) {
            OwnWords own = OwnWords.of(language);
            tweets.removeIf(tweet -> !own.areIn(tweet.text()));
        }
        return tweets;
    }

    private List<String> sentences(String language) throws IOException {
        Path file = profiles.resolve(language + ".txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private List<String> languages() throws IOException {
        try (Stream<Path> files = Files.list(profiles)) {
            List<String> languages = new ArrayList<>(FOLDERS.keySet());
            files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .filter(language -> !FOLDERS.containsKey(language))
                    .sorted()
                    .forEach(languages::add);
            return languages;
        }
    }

    private static List<LabelledText> toLabelled(List<String> texts, int label) {
        return texts.stream()
                .filter(text -> !text.isBlank())
                .map(text -> new LabelledText(text, label))
                .toList();
    }

    private static List<LabelledText> relabelled(List<LabelledText> texts, int label) {
        return texts.stream().map(text -> new LabelledText(text.text(), label)).toList();
    }
}
