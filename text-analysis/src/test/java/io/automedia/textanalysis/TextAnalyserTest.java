package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextAnalyserTest {
    private static final TextAnalyser ANALYSER = TextAnalyser.load();

    @Test
    void doesEverythingInOnePass() {
        Analysis analysis =
                ANALYSER.analyse("I love the new bridge in Porto! 😍 #travel @friend https://example.org/p", null);
        assertThat(analysis.language()).isEqualTo("en");
        assertThat(analysis.languageConfidence()).isGreaterThan(0.5);
        assertThat(analysis.sentiment()).isNotNull();
        assertThat(analysis.entities().hashtags()).hasSize(1);
        assertThat(analysis.entities().mentions()).hasSize(1);
        assertThat(analysis.entities().links()).hasSize(1);
        assertThat(analysis.keywords()).extracting(Keyword::text).contains("porto", "travel");
        assertThat(analysis.quality().score()).isBetween(0.3, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "https://example.org/a", "@someone", "\uD83D", "\u0000\u0001", "\uDE00\uD83D"})
    void aTextWithNothingToReadHasNoFindings(String text) {
        Analysis analysis = ANALYSER.analyse(text, null);
        assertThat(analysis.language()).isEqualTo("und");
        assertThat(analysis.sentiment()).isNull();
        assertThat(analysis.keywords()).isEmpty();
    }

    @Test
    void understandsAChinesePostWithATopicBetweenSigns() {
        Analysis analysis = ANALYSER.analyse("今天的咖啡太好喝了，开心！#城市骑行# @阿梨骑车上班", null);
        assertThat(analysis.language()).isEqualTo("zh");
        assertThat(Objects.requireNonNull(analysis.sentiment()).label()).isEqualTo(Sentiment.Label.POSITIVE);
        assertThat(analysis.entities().hashtags())
                .extracting(Entities.Hashtag::text)
                .containsExactly("城市骑行");
    }

    @Test
    void emojiNeedNoLanguage() {
        Analysis analysis = ANALYSER.analyse("@friend 😍😍", null);
        assertThat(analysis.language()).isEqualTo("und");
        assertThat(Objects.requireNonNull(analysis.sentiment()).label()).isEqualTo(Sentiment.Label.POSITIVE);
        assertThat(Objects.requireNonNull(ANALYSER.analyse("😡😡", null).sentiment())
                        .label())
                .isEqualTo(Sentiment.Label.NEGATIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "東京大学, ja, ja",
        "東京大学, , zh",
        "東京大学, en, zh",
        "Restaurant Hotel, de-AT, de",
        "Nice, fr, fr",
        "Nice, , en",
        "I like this very much, fr, en"
    })
    void theHintDecidesOnlyWhereTheTextLeavesRoom(String text, String hint, String language) {
        assertThat(ANALYSER.analyse(text, hint).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en?", "", "und", "english", "1"})
    void aHintThatIsNoLanguageCodeIsIgnored(String hint) {
        String text = "Wir fahren morgen ans Meer";
        assertThat(ANALYSER.analyse(text, hint)).isEqualTo(ANALYSER.analyse(text, null));
    }

    @Test
    @Timeout(60)
    void readsOnlyTheBeginningOfALongTextButFindsAllItsEntities() {
        String text = "Das ist ein langer deutscher Satz über Bücher. ".repeat(6_400) + "#ende";
        Analysis analysis = ANALYSER.analyse(text, null);
        assertThat(text.length()).isGreaterThan(300_000);
        assertThat(analysis.language()).isEqualTo("de");
        assertThat(analysis.entities().hashtags()).hasSize(1);
        assertThat(analysis.keywords())
                .extracting(Keyword::text)
                .contains("bücher")
                .doesNotContain("ende");
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"a", "#a ", "人", "@a ", "😂", "ा", "a'", "A.", "http://a.bc/ ", "a人", "\u0301", "ﷺ"})
    void survivesThreeHundredKilobytesOfTheSame(String piece) {
        Analysis analysis = ANALYSER.analyse(piece.repeat(300_000 / piece.length()), null);
        assertThat(analysis.quality().score()).isBetween(0.0, 1.0);
    }
}
