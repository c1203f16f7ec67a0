package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.automedia.textanalysis.Sentiment.Label;
import org.junit.jupiter.api.Test;

class SentimentTest {
    private static final int STEPS = 200;

    /// Whatever a model says, in steps of half a percent.
    @Test
    void theLikeliestLabelAndTheScoreNeverContradictEachOther() {
        for (int first = 0; first <= STEPS; first++) {
            for (int second = 0; first + second <= STEPS; second++) {
                double negative = first / (double) STEPS;
                double positive = second / (double) STEPS;
                double neutral = Math.max(0, 1 - negative - positive);
                Sentiment sentiment = Sentiment.of(negative, neutral, positive);

                assertThat(sentiment.label()).isEqualTo(likeliest(negative, neutral, positive));
                assertThat(Label.of(sentiment.score())).isEqualTo(sentiment.label());
                assertThat(sentiment.score() > 0).isEqualTo(positive > negative);
            }
        }
    }

    private static Label likeliest(double negative, double neutral, double positive) {
        if (neutral >= positive && neutral >= negative) {
            return Label.NEUTRAL;
        }
        return positive > negative ? Label.POSITIVE : Label.NEGATIVE;
    }

    @Test
    void eachLabelHasAThirdOfTheScale() {
        assertThat(Sentiment.of(0, 0, 1).score()).isEqualTo(1);
        assertThat(Sentiment.of(1, 0, 0).score()).isEqualTo(-1);
        assertThat(Sentiment.of(0, 1, 0).score()).isZero();
        assertThat(Sentiment.of(0, 0.5, 0.5).score()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(Sentiment.of(0.3, 0.3, 0.4).score()).isCloseTo(0.4, within(1e-9));
        assertThat(Sentiment.of(0.2, 0.5, 0.3).score()).isCloseTo(0.0667, within(1e-4));
    }

    @Test
    void moreOfAFeelingIsAHigherScore() {
        double before = -1;
        for (int percent = 0; percent <= 100; percent++) {
            double positive = percent / 100.0;
            double score = Sentiment.of((1 - positive) / 2, (1 - positive) / 2, positive)
                    .score();
            assertThat(score).isGreaterThanOrEqualTo(before);
            before = score;
        }
    }

    @Test
    void aScoreOfAnotherLabelIsNone() {
        assertThatThrownBy(() -> new Sentiment(0.4, Label.NEUTRAL, 0.5)).hasMessageContaining("is not neutral");
        assertThatThrownBy(() -> new Sentiment(0.3, Label.POSITIVE, 0.5)).hasMessageContaining("is not positive");
    }
}
