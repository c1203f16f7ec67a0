package io.automedia.textanalysis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The floors that the model card promises, on texts that were kept from training.
class ShippedModelsTest {
    private final Path folder = Path.of(System.getProperty("automedia.test.data", "absent"), "labelled");
    private final Evaluation evaluation = new Evaluation(new LabelledFolder(folder));

    @BeforeEach
    void needsTheLabelledSets() {
        assumeTrue(Files.isDirectory(folder), "the labelled sets are not here: " + folder);
    }

    @Test
    void englishSentimentIsAsGoodAsTheCardSays() throws IOException {
        assertThat(evaluation.english().macroRecall()).isGreaterThanOrEqualTo(68.5);
    }

    @Test
    void chineseSentimentIsAsGoodAsTheCardSays() throws IOException {
        assertThat(evaluation.chinese().accuracy()).isGreaterThanOrEqualTo(85.5);
        assertThat(evaluation.chineseByLabel().accuracy()).isGreaterThanOrEqualTo(85);
        assertThat(evaluation.chineseThreeClasses().macroRecall()).isGreaterThanOrEqualTo(75);
    }

    @Test
    void sentimentInOtherLanguagesIsAsGoodAsTheCardSays() throws IOException {
        assertThat(evaluation.multilingual().values())
                .allSatisfy(score -> assertThat(score.macroF1()).isGreaterThanOrEqualTo(55));
    }

    @Test
    void languagesAreToldAsWellAsTheCardSays() throws IOException {
        Map<String, Double> floors =
                Map.of("ar", 99.5, "de", 95.0, "en", 99.5, "es", 99.5, "fr", 99.0, "hi", 65.0, "it", 98.5, "pt", 99.5);
        assertThat(evaluation.languages())
                .allSatisfy((language, share) ->
                        assertThat(share).as(language).isGreaterThanOrEqualTo(floors.getOrDefault(language, 100.0)));
        assertThat(evaluation.hindi()).isGreaterThanOrEqualTo(98.5);
    }
}
