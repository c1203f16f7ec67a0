package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordExtractorTest {
    private static final KeywordExtractor EXTRACTOR = KeywordExtractor.load();

    @Test
    void aNameOfSeveralWordsIsOneKeyword() {
        assertThat(keywords("Yesterday photographer Niels Ackermann showed pictures of Chernobyl.", "en"))
                .contains("niels ackermann", "chernobyl")
                .doesNotContain("ackermann", "of", "yesterday");
    }

    @Test
    void whatComesAgainWeighsMost() {
        String text = "The battery is bad. A new battery costs too much, and every battery dies in winter.";
        assertThat(keywords(text, "en")).first().isEqualTo("battery");
    }

    @Test
    void stopWordsOfTheLanguageAreNoKeywords() {
        assertThat(keywords("Die Regierung hat gestern nicht über die Steuer gesprochen", "de"))
                .contains("regierung", "steuer")
                .doesNotContain("die", "hat", "nicht", "über");
    }

    @Test
    void chineseIsCutIntoWords() {
        assertThat(keywords("上海的消防员救出了被困的孩子，消防员表示孩子身体健康。", "zh"))
                .contains("消防员", "孩子", "身体健康")
                .allSatisfy(keyword -> assertThat(keyword.length()).isGreaterThan(1));
    }

    @Test
    void hashtagsCountMoreThanWordsAndLinksNotAtAll() {
        assertThat(keywords("Watching the launch tonight #Starship https://example.org/words/in/link", "en"))
                .first()
                .isEqualTo("starship");
        assertThat(keywords("Watching the launch https://example.org/words", "en"))
                .doesNotContain("words", "example");
    }

    @Test
    void weightsAreSortedAndTheBestHasOne() {
        List<Keyword> keywords =
                EXTRACTOR.extract("Wind turbines off the coast will power half the island by 2030", "en");
        assertThat(keywords).hasSizeBetween(1, KeywordExtractor.MOST);
        assertThat(keywords.getFirst().weight()).isEqualTo(1);
        assertThat(keywords)
                .extracting(Keyword::weight)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void aHashtagWithManyBlanksIsOneKeywordBesideOthers() {
        assertThat(keywords("#青协   微分享# 有梦想就勇敢去追，扬州大学的分析化学", "zh"))
                .contains("青协 微分享")
                .hasSizeGreaterThan(1);
    }

    @Test
    void anEmptyTextHasNone() {
        assertThat(EXTRACTOR.extract("", "en")).isEmpty();
        assertThat(EXTRACTOR.extract("的了是", "zh")).isEmpty();
    }

    private static List<String> keywords(String text, String language) {
        return EXTRACTOR.extract(text, language).stream().map(Keyword::text).toList();
    }
}
