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
    static final List<String> SMP_FILES = List.of("virus_train.txt", "usual_eval_labeled.txt");

    /// The languages of the model that knows several.
    static final List<String> MULTILINGUAL = List.of("ar", "de", "es", "fr", "it", "pt");

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

    /// weibo2018 has no neutral posts: they come from SMP2020-EWECT, whose other posts keep neutral from
    /// meaning "not of that set".
    LinearModel chinese() throws IOException {
        ModelTrainer trainer = new ModelTrainer(
                        CLASSES, extractor("zh"), new Settings(19, Weighting.CONTRAST, 1e-5, 1, 60))
                .add(labelled.weibo(false), 1);
        for (String file : SMP_FILES) {
            trainer.add(labelled.smp(file), 0.3);
        }
        return trainer.train();
    }

    /// UMSAB's labels of Hindi don't belong to its texts (no better than chance in cross-validation), so Hindi
    /// is left out.
    LinearModel multilingual() throws IOException {
        ModelTrainer trainer = new ModelTrainer(
                        CLASSES, extractor("es"), new Settings(19, Weighting.RARITY, 1e-4, 2, 30))
                .add(labelled.tweets("tweeteval-sentiment", "train"), 0.1);
        for (String language : MULTILINGUAL) {
            trainer.add(labelled.tweets("umsab/" + LanguageTraining.FOLDERS.get(language), "train"), 1);
        }
        return trainer.train();
    }

    private static BiConsumer<String, Features> extractor(String language) {
        SentimentFeatures extractor = SentimentFeatures.forLanguage(language);
        return (text, features) -> extractor.collect(FoldedText.of(text, LONGEST_TEXT), features);
    }
}
