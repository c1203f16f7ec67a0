package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class TextAnalyserTest {
    private final TextAnalyser analyser = TextAnalyser.load();

    @Test
    void understandsAnEnglishPost() {
        Analysis analysis = analyser.analyse(
                "I love how quickly @kivro replaced my charger, what a great service! #ChargerRecall https://example.com/x.",
                null);

        assertThat(analysis.language()).isEqualTo("en");
        assertThat(Objects.requireNonNull(analysis.sentiment()).label()).isEqualTo(Sentiment.Label.POSITIVE);
        assertThat(analysis.entities().hashtags())
                .extracting(Entities.Hashtag::text)
                .containsExactly("ChargerRecall");
        assertThat(analysis.entities().mentions())
                .extracting(Entities.Mention::username)
                .containsExactly("kivro");
        assertThat(analysis.entities().links()).extracting(Entities.Link::url).containsExactly("https://example.com/x");
        assertThat(analysis.keywords()).isNotEmpty();
    }

    @Test
    void understandsAChinesePostWithATopicBetweenSigns() {
        Analysis analysis = analyser.analyse("今天的咖啡太好喝了，开心！#城市骑行# @阿梨骑车上班", null);

        assertThat(analysis.language()).isEqualTo("zh");
        assertThat(Objects.requireNonNull(analysis.sentiment()).label()).isEqualTo(Sentiment.Label.POSITIVE);
        assertThat(analysis.entities().hashtags())
                .extracting(Entities.Hashtag::text)
                .containsExactly("城市骑行");
    }

    @Test
    void findsNothingInAnEmptyText() {
        Analysis analysis = analyser.analyse("", null);

        assertThat(analysis.language()).isEqualTo("und");
        assertThat(analysis.sentiment()).isNull();
        assertThat(analysis.keywords()).isEmpty();
    }

    @Test
    void takesAHugeHostileText() {
        Analysis analysis = analyser.analyse("#@".repeat(150_000), null);

        assertThat(analysis.entities().hashtags()).isEmpty();
    }
}
