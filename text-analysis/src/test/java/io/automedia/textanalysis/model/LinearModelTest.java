package io.automedia.textanalysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.textanalysis.model.LinearModel.Form;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    @Test
    void isTheSameAfterWritingAndReading() throws IOException {
        LinearModel model = model();
        LinearModel copy = LinearModel.read(new ByteArrayInputStream(bytes(model)));
        assertThat(copy.classes()).isEqualTo(model.classes());
        assertThat(copy.probabilities(features())).isEqualTo(model.probabilities(features()));
        assertThat(bytes(copy)).isEqualTo(bytes(model));
    }

    @Test
    void probabilitiesSumUpToOneAndFollowTheWeights() {
        double[] probabilities = model().probabilities(features());
        assertThat(probabilities[0] + probabilities[1]).isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(probabilities[1]).isGreaterThan(0.5);
    }

    @Test
    void twoQuestionsAreAnsweredOneAfterTheOther() throws IOException {
        float[] codebook = new float[256];
        codebook[1] = (float) Math.log(3);
        byte[] codes = new byte[8];
        codes[6] = 0;
        codes[7] = 1;
        LinearModel model = new LinearModel(
                Form.NEUTRAL_OR_ONE_OF_TWO,
                List.of("negative", "neutral", "positive"),
                2,
                new float[] {(float) Math.log(4), 0},
                codebook,
                codes);
        LinearModel copy = LinearModel.read(new ByteArrayInputStream(bytes(model)));
        assertThat(copy.probabilities(features()))
                .containsExactly(new double[] {0.05, 0.8, 0.15}, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> LinearModel.read(new ByteArrayInputStream(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a linear model");
    }

    @Test
    void aFileThatWasCutIsRefused() throws IOException {
        byte[] bytes = bytes(model());
        assertThatThrownBy(() -> LinearModel.read(new ByteArrayInputStream(bytes, 0, bytes.length - 1)))
                .isInstanceOf(IOException.class);
    }

    private static LinearModel model() {
        float[] codebook = new float[256];
        codebook[1] = 2;
        byte[] codes = new byte[4];
        codes[3] = 1;
        return new LinearModel(Form.ONE_OF_ALL, List.of("no", "yes"), 2, new float[] {-0.5f}, codebook, codes);
    }

    private static Features features() {
        Features features = new Features();
        features.add(0xFFFFFFFF);
        return features;
    }

    private static byte[] bytes(LinearModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }
}
