package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QualityRaterTest {
    private static final DetectedLanguage ENGLISH = new DetectedLanguage("en", 1);
    private final QualityRater rater = new QualityRater();

    @Test
    void aTextOfSubstanceIsBetterThanAShoutOrAListOfTags() {
        Quality substance =
                rate("Researchers measured how fast glaciers in the Alps lost ice during the last ten summers, and"
                        + " published all of their data with the article: https://example.org/glaciers");
        Quality shout = rate("BUY THIS NOW!!!!!! CHEAP CHEAP CHEAP");
        Quality tags = rate("nice #love #follow #like #instagood @a @b http://example.org/a http://example.org/b");
        assertThat(substance.score()).isGreaterThan(0.75);
        assertThat(substance.factors()).contains("substance", "originality", "links");
        assertThat(shout.score()).isLessThan(0.4);
        assertThat(shout.factors()).contains("shouting", "stretching");
        assertThat(tags.score()).isLessThan(0.2);
        assertThat(tags.factors()).first().isEqualTo("spam-like");
    }

    @Test
    void aRepostIsLessOriginal() {
        String text = "the council has approved the new cycle path along the river this morning";
        assertThat(rate("RT @news: " + text).score()).isLessThan(rate(text).score());
    }

    @Test
    void chineseIsMeasuredByItsCharacters() {
        Quality quality = rater.rate("研究人员公布了过去十年阿尔卑斯山冰川融化的数据，并解释了测量方法和误差。", new DetectedLanguage("zh", 1));
        assertThat(quality.score()).isGreaterThan(0.5);
    }

    @Test
    void aTextWithoutWordsIsWorthLittle() {
        assertThat(rate("").score()).isLessThanOrEqualTo(0.15);
        assertThat(rate("😂😂😂😂😂😂").score()).isLessThan(0.1);
    }

    private Quality rate(String text) {
        return rater.rate(text, ENGLISH);
    }
}
