package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.textanalysis.Entities.Hashtag;
import io.automedia.textanalysis.Entities.Link;
import io.automedia.textanalysis.Entities.Mention;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityExtractorTest {
    private final EntityExtractor extractor = new EntityExtractor();

    @Test
    void givesIndicesIntoTheTextWithTheSignAndAnExclusiveEnd() {
        Entities entities = extractor.extract("Go @SpaceX! #Starship flies: https://x.com/a.");
        assertThat(entities.mentions()).containsExactly(new Mention("SpaceX", 3, 10));
        assertThat(entities.hashtags()).containsExactly(new Hashtag("Starship", 12, 21));
        assertThat(entities.links()).containsExactly(new Link("https://x.com/a", 29, 44));
    }

    @Test
    void indicesCountUtf16Units() {
        assertThat(extractor.extract("🚀🚀 #go").hashtags()).containsExactly(new Hashtag("go", 5, 8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #one#two            | one
            ＃全角 タグ            | 全角
            #話題のニュース です      | 話題のニュース
            #春节快乐#大家好        | 春节快乐
            #OPPO Find X发布# 来了 | OPPO Find X发布
            转发{%#绝地求生#%}     | 绝地求生
            #NBA# 开始了           | NBA
            今天#心情#不错         | 心情
            #東京 #大阪            | 東京,大阪
            #größe_2 und #étÉ     | größe_2,étÉ
            #हिन्दी लिखो           | हिन्दी
            (#inBrackets)        | inBrackets
            """)
    void findsHashtagsOfManyScripts(String text, String expected) {
        assertThat(texts(text)).isEqualTo(List.of(expected.split(",", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#123", "# alone", "&#39;", "word#tag", "https://example.org/#part", "#️⃣", "##", "C#"})
    void leavesAloneWhatIsNoHashtag(String text) {
        assertThat(texts(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @jack said            | jack
            .@jack said           | jack
            //@人民日报:转发        | 人民日报
            回复@晴空-微蓝: 好的     | 晴空-微蓝
            ＠full_width ok       | full_width
            @SpaceX发射了          | SpaceX
            @me@mastodon.social x | me@mastodon.social
            @name.bsky.social.    | name.bsky.social
            @one@two              | one
            你好@朋友 吃饭          | 朋友
            """)
    void findsMentions(String text, String expected) {
        assertThat(extractor.extract(text).mentions())
                .extracting(Mention::username)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail me@example.org", "@", "@ home", "a@b", "5@6", "@!x"})
    void leavesAloneWhatIsNoMention(String text) {
        assertThat(extractor.extract(text).mentions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            see http://t.co/AbC, ok               | http://t.co/AbC
            (https://en.wikipedia.org/wiki/A_(b)) | https://en.wikipedia.org/wiki/A_(b)
            链接http://t.cn/zjHMWgO中文             | http://t.cn/zjHMWgO
            go to www.example.org!                | www.example.org
            read example.com/a?b=c&d=e#f.         | example.com/a?b=c&d=e#f
            details.https://example.org/x         | https://example.org/x
            HTTP://EXAMPLE.ORG/X"                 | HTTP://EXAMPLE.ORG/X
            https://example.org:8080/p…           | https://example.org:8080/p
            <https://example.org/ü>               | https://example.org/ü
            """)
    void findsLinksWithoutThePunctuationAround(String text, String expected) {
        assertThat(extractor.extract(text).links()).extracting(Link::url).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http",
                "http://",
                "https://nodot",
                "end.Of sentence",
                "www.",
                "e.g. this",
                "v1.2.3",
                "me@mail.com"
            })
    void leavesAloneWhatIsNoLink(String text) {
        assertThat(extractor.extract(text).links()).isEmpty();
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "#",
                "@",
                "#a",
                "@a",
                "#人",
                "http://",
                "http://a",
                "http://a.b/",
                "www.",
                "a.",
                ".",
                "..",
                "(",
                "a@",
                "http://a.b/(",
                "#人 ",
                "@人",
                "1",
                "#1",
                "&amp;",
                "://",
                "https",
                "-",
                "a ",
                "http://a "
            })
    void readsThreeHundredKilobytesOfAnythingInLinearTime(String piece) {
        String text = piece.repeat(300_000 / piece.length());
        Entities entities = extractor.extract(text);
        entities.links()
                .forEach(link ->
                        assertThat(text.substring(link.start(), link.end())).isEqualTo(link.url()));
        entities.mentions().forEach(mention -> assertThat(mention.end()).isLessThanOrEqualTo(text.length()));
    }

    private List<String> texts(String text) {
        return extractor.extract(text).hashtags().stream().map(Hashtag::text).toList();
    }
}
