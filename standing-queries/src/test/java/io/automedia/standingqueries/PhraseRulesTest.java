package io.automedia.standingqueries;

import static io.automedia.standingqueries.Texts.found;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhraseRulesTest {
    @Test
    void aPhraseIsItsWordsOneAfterTheOther() {
        assertThat(found("white house", "The White House, a white-house, white big house"))
                .isEqualTo("White House|white-house");
        assertThat(found("white house", "white", "house")).isEmpty();
        assertThat(found("star wars rogue one", "Star Wars: Rogue One")).isNotEmpty();
        assertThat(found("ice cream", "(ice) \"cream\"")).isEqualTo("ice) \"cream");
        assertThat(found("black lives", "black 🖤 lives")).isEmpty();
    }

    @Test
    void aPhraseEndsWithTheSentence() {
        assertThat(found("apple pie", "I bought an Apple. Pie is good")).isEmpty();
        assertThat(found("apple pie", "Apple! Pie", "Apple? Pie", "Apple\nPie", "apple...pie", "apple | pie"))
                .isEmpty();
        assertThat(found("st louis", "in St. Louis")).isEqualTo("St. Louis");
        assertThat(found("u.s. economy", "the U.S. economy")).isEqualTo("U.S. economy");
        assertThat(found("new york", "New, York")).isEqualTo("New, York");
    }

    @Test
    void aStopInATermMayBeThereOrNot() {
        assertThat(found("Panic! at the Disco", "panic at the disco, Panic! At The Disco"))
                .isEqualTo("panic at the disco|Panic! At The Disco");
        assertThat(found("哈利·波特", "哈利波特 哈利·波特 哈利 波特")).isEqualTo("哈利波特|哈利·波特|哈利 波特");
    }

    @Test
    void scriptsWithoutSpacesAreSearchedForSubstrings() {
        assertThat(found("上海", "我爱上海人")).isEqualTo("上海");
        assertThat(found("上海", "#上海话题#")).isEqualTo("上海");
        assertThat(found("上海", "北上 海外", "天上，海里", "天上#海里#")).isEmpty();
        assertThat(found("비트코인", "비트코인은 오늘")).isEqualTo("비트코인");
        assertThat(found("ビットコイン", "昨日のビットコインは")).isEqualTo("ビットコイン");
        assertThat(found("กรุงเทพ", "ฉันรักกรุงเทพมาก")).isEqualTo("กรุงเทพ");
    }

    @Test
    void aSpaceBetweenScriptsDoesNotMatter() {
        assertThat(found("iPhone手机", "iPhone 手机和iPhone手机壳")).isEqualTo("iPhone 手机|iPhone手机");
        assertThat(found("5G手机", "新5G 手机")).isEqualTo("5G 手机");
    }

    @Test
    void hitsOfATermDoNotOverlapAndTheLeftmostLongestCounts() {
        assertThat(found("哈哈", "哈哈哈哈哈")).isEqualTo("哈哈|哈哈");
        assertThat(found("!!!", "wow!!!")).isEmpty();
    }
}
