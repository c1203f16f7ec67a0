package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.textanalysis.Sentiment.Label;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentClassifierTest {
    private static final SentimentClassifier CLASSIFIER = SentimentClassifier.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | POSITIVE | I love this so much, best day ever! 😍
            en | NEGATIVE | This is the worst service I have ever had, I'm so angry
            en | NEUTRAL  | The meeting starts at 10 on Monday in room 4.
            zh | POSITIVE | 今天和朋友一起吃饭，太开心了[爱你][哈哈]
            zh | NEGATIVE | 气死我了，这家店的服务真恶心，太失望了[怒]
            es | POSITIVE | Muchas gracias, me encanta, qué día tan bonito 😍
            de | NEGATIVE | So eine Scheiße, das ist echt traurig und schlecht
            fr | NEGATIVE | C'est vraiment nul, j'ai honte, quelle tristesse
            """)
    void tellsWhatIsPlain(String language, Label label, String text) {
        Sentiment sentiment = Objects.requireNonNull(CLASSIFIER.classify(text, language));
        assertThat(sentiment.label()).isEqualTo(label);
        assertThat(sentiment.confidence()).isGreaterThan(1 / 3.0);
        assertThat(Label.of(sentiment.score())).isEqualTo(label);
    }

    @Test
    void saysNothingInALanguageItDoesNotKnow() {
        assertThat(CLASSIFIER.knows("ja")).isFalse();
        assertThat(CLASSIFIER.classify("ここのコーヒーは美味しい", "ja")).isNull();
        assertThat(CLASSIFIER.classify("", "en")).isNull();
    }

    @Test
    void theWordOfALabelIsInLowerCase() {
        assertThat(Label.NEGATIVE.word()).isEqualTo("negative");
    }
}
