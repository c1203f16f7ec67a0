package io.automedia.textanalysis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the shipped models score on texts that were kept from their training.
class ShippedModelsTest {
    private final Path labelled = Path.of(System.getProperty("automedia.test.data", "absent"), "labelled");
    private final Evaluation evaluation = new Evaluation(new LabelledFolder(labelled));

    @BeforeEach
    void needsTheLabelledTexts() {
        assumeTrue(Files.isDirectory(labelled), "the labelled texts are not here");
    }

    @Test
    void tellTheSentimentOfEnglishTweets() throws IOException {
        assertThat(evaluation.english().macroRecall()).isGreaterThan(68);
    }

    @Test
    void tellTheSentimentOfChinesePosts() throws IOException {
        assertThat(evaluation.chinese().accuracy()).isGreaterThan(85);
    }

    @Test
    void tellTheLanguageOfSocialTexts() throws IOException {
        assertThat(evaluation.languages().values())
                .allSatisfy(share -> assertThat(share).isGreaterThan(85));
    }
}
