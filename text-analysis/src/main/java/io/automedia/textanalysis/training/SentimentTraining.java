package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.Features;
import io.automedia.textanalysis.model.FoldedText;
import io.automedia.textanalysis.model.LinearModel;
import io.automedia.textanalysis.model.LinearModel.Form;
import io.automedia.textanalysis.model.SentimentFeatures;
import io.automedia.textanalysis.training.ModelTrainer.Settings;
import io.automedia.textanalysis.training.ModelTrainer.Weighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;

/// Trains the three sentiment models.
final class SentimentTraining {
    static final List<String> SMP_FILES = List.of("virus_train.txt", "usual_eval_labeled.txt");

    /// The languages of the model that knows several.
    static final List<String> MULTILINGUAL = List.of("ar", "de", "es", "fr", "it", "pt");

    private static final List<String> CLASSES = List.of("negative", "neutral", "positive");
    private static final int NEUTRAL = 1;
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

    /// Two questions, learned apart: what tells positive from negative, mostly from weibo2018, which has no neutral
    /// posts; and what tells neutral from both, with SMP2020-EWECT, whose other posts keep neutral from meaning
    /// "not of weibo2018". Posts that are nearly those kept for judging are left out.
    LinearModel chinese() throws IOException {
        NearDuplicates judged = new NearDuplicates();
        labelled.weibo(true).forEach(judged::add);
        labelled.smp("virus_eval_labeled.txt").forEach(judged::add);
        List<LabelledText> weibo = judged.without(labelled.weibo(false));
        List<LabelledText> smp = new ArrayList<>();
        for (String file : SMP_FILES) {
            smp.addAll(judged.without(labelled.smp(file)));
        }
        return chinese(weibo, smp);
    }

    private static LinearModel chinese(List<LabelledText> weibo, List<LabelledText> smp) {
        Settings settings = new Settings(19, Weighting.CONTRAST, 1e-5, 2, 60);
        List<LabelledText> sided =
                smp.stream().filter(text -> text.label() != NEUTRAL).toList();
        Weights neutral = new ModelTrainer(List.of("sided", "neutral"), extractor("zh"), settings)
                .add(relabelled(weibo, label -> label == NEUTRAL ? 1 : 0), 1)
                .add(relabelled(smp, label -> label == NEUTRAL ? 1 : 0), 1)
                .weights();
        Weights positive = new ModelTrainer(List.of("negative", "positive"), extractor("zh"), settings)
                .add(relabelled(weibo, label -> label / 2), 1)
                .add(relabelled(sided, label -> label / 2), 0.2)
                .weights();
        return Quantiser.quantise(Form.NEUTRAL_OR_ONE_OF_TWO, CLASSES, neutral.beside(positive));
    }

    private static List<LabelledText> relabelled(List<LabelledText> texts, IntUnaryOperator label) {
        return texts.stream()
                .map(text -> new LabelledText(text.text(), label.applyAsInt(text.label())))
                .toList();
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
