package io.automedia.textanalysis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.textanalysis.model.Features;
import io.automedia.textanalysis.model.FoldedText;
import io.automedia.textanalysis.model.LanguageFeatures;
import io.automedia.textanalysis.model.LinearModel;
import io.automedia.textanalysis.training.ModelTrainer.Settings;
import io.automedia.textanalysis.training.ModelTrainer.Weighting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTrainerTest {
    private static final List<LabelledText> TEXTS = List.of(
            new LabelledText("good nice lovely day", 1),
            new LabelledText("lovely good food", 1),
            new LabelledText("nice people", 1),
            new LabelledText("bad awful ugly day", 0),
            new LabelledText("awful bad food", 0));

    @ParameterizedTest
    @EnumSource(Weighting.class)
    void learnsWhatTheTextsShow(Weighting weighting) {
        LinearModel model = train(weighting);
        assertThat(model.probabilities(features("a nice and lovely evening"))[1])
                .isGreaterThan(0.5);
        assertThat(model.probabilities(features("an ugly and awful evening"))[1])
                .isLessThan(0.5);
    }

    @Test
    void theSameTextsGiveTheSameBytes() throws IOException {
        assertThat(bytes(train(Weighting.RARITY))).isEqualTo(bytes(train(Weighting.RARITY)));
    }

    @Test
    void theMinimiserFindsTheLowestPoint() {
        Objective bowl = (point, gradient) -> {
            double value = 0;
            for (int index = 0; index < point.length; index++) {
                double distance = point[index] - (index + 1);
                gradient[index] = (float) (2 * distance * (index + 1));
                value += distance * distance * (index + 1);
            }
            return value;
        };
        float[] lowest = new Minimiser(50, 1e-9).minimise(bowl, 3);
        assertThat(lowest).containsExactly(new float[] {1, 2, 3}, org.assertj.core.api.Assertions.within(0.01f));
    }

    private static LinearModel train(Weighting weighting) {
        return new ModelTrainer(
                        List.of("negative", "positive"),
                        (text, features) -> LanguageFeatures.collect(FoldedText.of(text, 100), features),
                        new Settings(12, weighting, 1e-3, 1, 30))
                .add(TEXTS, 1)
                .train();
    }

    private static Features features(String text) {
        Features features = new Features();
        LanguageFeatures.collect(FoldedText.of(text, 100), features);
        return features;
    }

    private static byte[] bytes(LinearModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }
}
