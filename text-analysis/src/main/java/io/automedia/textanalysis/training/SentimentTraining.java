package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.Features;
import io.automedia.textanalysis.model.FoldedText;
import io.automedia.textanalysis.model.LinearModel;
import io.automedia.textanalysis.model.SentimentFeatures;
import io.automedia.textanalysis.training.ModelTrainer.Settings;
import io.automedia.textanalysis.training.ModelTrainer.Weighting;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/// Trains the three sentiment models.
final class SentimentTraining {
    static final List<String> SMP_FILES =
            List.of("virus_train.txt", "virus_eval_labeled.txt", "usual_eval_labeled.txt");

    private static final List<String> CLASSES = List.of("negative", "neutral", "positive");
    private static final int LONGEST_TEXT = 5_000;

    private final LabelledFolder labelled;

    SentimentTraining(LabelledFolder labelled) {
        this.labelled = labelled;
    }

    LinearModel english() throws IOException {
        return new ModelTrainer(CLASSES, extractor("en"), new Settings(19, Weighting.RARITY, 1e-4, 2, 30))
                .add(labelled.tweets("tweeteval-sentiment", "train"), 1)
                .add(labelled.redditComments(), 0.3)
                .train();
    }

    LinearModel chinese() throws IOException {
        List<LabelledText> binary = labelled.weibo(false).stream()
                .map(text -> new LabelledText(text.text(), text.label() / 2))
                .toList();
        return new ModelTrainer(
                        List.of("negative", "positive"),
                        extractor("zh"),
                        new Settings(19, Weighting.CONTRAST, 1e-5, 1, 60))
                .add(binary, 1)
                .train();
    }

    LinearModel multilingual() throws IOException {
        ModelTrainer trainer =
                new ModelTrainer(CLASSES, extractor("es"), new Settings(18, Weighting.RARITY, 1e-4, 2, 60));
        for (String language : LanguageTraining.FOLDERS.values()) {
            trainer.add(labelled.tweets("umsab/" + language, "train"), 1);
        }
        return trainer.train();
    }

    private static BiConsumer<String, Features> extractor(String language) {
        SentimentFeatures extractor = SentimentFeatures.forLanguage(language);
        return (text, features) -> extractor.collect(FoldedText.of(text, LONGEST_TEXT), features);
    }
}
