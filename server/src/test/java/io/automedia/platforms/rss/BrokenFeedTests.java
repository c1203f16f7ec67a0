package io.automedia.platforms.rss;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.content.IncomingPost;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenFeedTests {
    private static final String ONE = TestFeeds.item("1", "One", "Tue, 24 Nov 2026 09:30:00 GMT");
    private static final String TWO = TestFeeds.item("2", "Two", "Mon, 23 Nov 2026 09:30:00 GMT");

    @Test
    void charactersThatNoXmlMayHoldAreLeftOut() throws InterruptedException {
        assertThat(texts(TestFeeds.rss("<item><title>On\u0000e\u0008\uFFFF &#0;&#x1F;two</title></item>")))
                .singleElement()
                .asString()
                .startsWith("One ")
                .endsWith("two");
    }

    @Test
    void entitiesThatNobodyDeclaredMeanWhatTheyDoInHtml() throws InterruptedException {
        assertThat(texts(TestFeeds.rss("<item><title>A&nbsp;caf&eacute; &mdash; R&D &unknown; & more</title></item>")))
                .containsExactly("A café — R&D &unknown; & more");
    }

    @Test
    void tagsThatAreNotClosedLoseNoItems() throws InterruptedException {
        assertThat(texts("<rss><channel><item><title>One</title><item><title>Two</title><description>Words <br> more"
                        + "</description><item><title>Three</title></channel></rss>"))
                .containsExactly("One", "Two\n\nWords\nmore", "Three");
    }

    @Test
    void anAnswerThatWasCutGivesAllEntriesButTheLast() throws InterruptedException {
        String whole = TestFeeds.rss(ONE, TWO, "<item><title>Three</title><description>a long story");
        Feed feed = TestFeeds.feed(whole.substring(0, whole.indexOf(" story")));

        assertThat(TestFeeds.posts(feed)).extracting(IncomingPost::text).containsExactly("One", "Two");
        assertThat(feed.skipped()).isEqualTo(1);
        assertThat(feed.complete()).isFalse();
    }

    @Test
    void anAnswerThatWasCutBetweenEntriesIsNotTakenForWhole() throws InterruptedException {
        Feed feed = TestFeeds.feed("<rss><channel>" + ONE + TWO);

        assertThat(feed.entries()).hasSize(2);
        assertThat(feed.skipped()).isZero();
        assertThat(feed.complete()).isFalse();
    }

    @Test
    void aJsonFeedThatWasCutIsReadUpToThere() throws InterruptedException {
        Feed feed = TestFeeds.feed("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":["
                + "{\"id\":\"1\",\"content_text\":\"One\"},{\"id\":\"2\",\"content_te");

        assertThat(feed.entries()).hasSize(1);
        assertThat(feed.skipped()).isEqualTo(1);
        assertThat(feed.complete()).isFalse();
    }

    @Test
    void wordsBeforeTheFeedAreOverread() throws InterruptedException {
        assertThat(texts("\n\n<br />\n<b>Warning</b>: something in line <b>12</b><br />\n" + TestFeeds.rss(ONE)))
                .containsExactly("One");
    }

    @Test
    void prefixesThatNobodyDeclaredMeanWhatTheyUsuallyDo() throws InterruptedException {
        assertThat(texts(TestFeeds.rss(
                        "<item><title>One</title><content:encoded><![CDATA[<p>Body</p>]]></content:encoded>"
                                + "<dc:date>2026-01-01</dc:date></item>")))
                .containsExactly("One\n\nBody");
    }

    @Test
    void markupThatNobodyEscapedIsReadAsMarkup() throws InterruptedException {
        assertThat(texts(TestFeeds.rss("<item><description><p>One</p><p>Two & <b>three</b></p></description></item>")))
                .containsExactly("One\n\nTwo & three");
    }

    @Test
    void emptyEntriesAreCounted() throws InterruptedException {
        Feed feed = TestFeeds.feed(TestFeeds.rss(ONE, "<item></item>", "<item><title> </title></item>"));

        assertThat(feed.entries()).hasSize(1);
        assertThat(feed.skipped()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8",
        "UTF-8, ISO-8859-1",
        "UTF-8, US-ASCII",
        "UTF-8, nonsense",
        "UTF-8, UTF-16",
        "ISO-8859-1, ISO-8859-1",
        "windows-1252, ISO-8859-1",
        "UTF-16LE, UTF-16",
        "UTF-16BE, UTF-8",
        "UTF-32BE, UTF-8",
        "windows-1252, windows-1252"
    })
    void whateverItSaysItsRealEncodingIsFound(String real, String said) throws InterruptedException {
        String text = TestFeeds.rss("<item><title>Déjà vu – “ça”</title></item>")
                .replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"" + said + "\"?>");
        String expected = "Déjà vu – “ça”";
        if (real.equals("ISO-8859-1")) {
            text = text.replace("– “ça”", "- ça");
            expected = "Déjà vu - ça";
        }

        assertThat(TestFeeds.posts(TestFeeds.feed(text.getBytes(Charset.forName(real)))))
                .extracting(IncomingPost::text)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "GBK, gb2312, 中文标题",
        "Shift_JIS, Shift_JIS, 日本語の題",
        "ISO-2022-JP, ISO-2022-JP, 日本語の題",
        "windows-1251, windows-1251, Русский",
        "EUC-KR, euc-kr, 한국어"
    })
    void encodingsOfOtherScriptsAreRead(String real, String said, String title) throws InterruptedException {
        String text = "<?xml version='1.0' encoding='" + said + "'?><rss><channel><item><title>" + title
                + "</title></item></channel></rss>";

        assertThat(TestFeeds.posts(TestFeeds.feed(text.getBytes(Charset.forName(real)))))
                .extracting(IncomingPost::text)
                .containsExactly(title);
    }

    @Test
    void theHeaderNamesTheEncodingWhenTheFeedDoesNot() throws InterruptedException {
        byte[] bytes =
                "<rss><channel><item><title>Привет</title></item></channel></rss>".getBytes(Charset.forName("KOI8-R"));

        assertThat(TestFeeds.read(bytes, "text/xml; charset=\"koi8-r\""))
                .isInstanceOfSatisfying(
                        Feed.class,
                        feed -> assertThat(TestFeeds.posts(feed))
                                .extracting(IncomingPost::text)
                                .containsExactly("Привет"));
    }

    @Test
    void someWrongBytesSpoilOnlyThemselves() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("<?xml version='1.0' encoding='utf-8'?><rss><channel><item><title>Déjà "
                .getBytes(StandardCharsets.UTF_8));
        bytes.write(0xC3);
        bytes.writeBytes(" vu</title></item></channel></rss>".getBytes(StandardCharsets.UTF_8));

        assertThat(TestFeeds.posts(TestFeeds.feed(bytes.toByteArray())))
                .extracting(IncomingPost::text)
                .containsExactly("Déjà \uFFFD vu");
    }

    @Test
    void aMarkOfTheByteOrderIsNotPartOfTheText() throws InterruptedException {
        assertThat(texts("\uFEFF" + TestFeeds.rss(ONE))).containsExactly("One");
        assertThat(
                        texts(
                                "\uFEFF{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":1,\"title\":\"One\"}]}"))
                .containsExactly("One");
    }

    @Test
    void entitiesOfTheDocumentAreNeitherFetchedNorExpanded() throws InterruptedException {
        String text = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">"
                + "<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
                + "<!ENTITY % p SYSTEM \"http://127.0.0.1/evil.dtd\"> %p; ]>"
                + "<rss><channel><item><title>One &f; &c;</title></item></channel></rss>";

        assertThat(texts(text)).containsExactly("One &f; &c;");
    }

    @Test
    void depthWithoutEndIsRead() throws InterruptedException {
        String deep = "<b>".repeat(50_000) + "word" + "</b>".repeat(50_000);

        assertThat(texts(TestFeeds.rss("<item><title>One</title><description>" + deep + "</description></item>")))
                .hasSize(1);
        assertThat(texts(TestFeeds.rss(
                        "<item><title>One</title><description><![CDATA[" + deep + "]]></description></item>")))
                .hasSize(1);
    }

    @Test
    void manyItemsThatAreNeverClosedAreReadUpToTheLimit() throws InterruptedException {
        StringBuilder items = new StringBuilder("<rss>");
        for (int i = 0; i < 30_000; i++) {
            items.append("<item><title>").append(i).append("</title>");
        }

        Feed feed = TestFeeds.feed(items.toString());

        assertThat(feed.entries().size() + feed.skipped()).isEqualTo(30_000);
        assertThat(feed.entries()).hasSizeLessThanOrEqualTo(FeedReader.MOST_ENTRIES);
    }

    @Test
    void noPartOfAnEntryIsKeptAtAnyLength() throws InterruptedException {
        String endless = "word ".repeat(200_000);
        IncomingPost post = TestFeeds.posts(TestFeeds.feed(TestFeeds.rss("<item><guid>" + endless + "</guid><title>"
                        + endless + "</title><link>http://e.example/" + endless + "</link><category>" + endless
                        + "</category><description>&lt;p&gt;" + endless + "</description></item>")))
                .getFirst();

        assertThat(post.text()).hasSizeLessThan(205_000);
        assertThat(post.links()).isEmpty();
        assertThat(post.hashtags()).isEmpty();
        assertThat(String.valueOf(post.extras().get("guid"))).hasSize(500);
        assertThat(String.valueOf(post.extras().get("title"))).hasSize(500);
    }

    @Test
    void moreTagsThanAnyFeedHasAreRefused() throws InterruptedException {
        assertThat(TestFeeds.read(("<rss>" + "<a/>".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8), null))
                .isInstanceOfSatisfying(
                        Reading.Nothing.class,
                        nothing -> assertThat(nothing.reason()).contains("a million tags"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "hello",
                "{}",
                "[]",
                "{\"items\":{}}",
                "{\"a\":1}",
                "<?xml version='1.0'?>",
                "<",
                "<opml/>",
                "%PDF-1.4",
                "null",
                "{",
                "<svg xmlns='http://www.w3.org/2000/svg'/>"
            })
    void whatIsNoFeedIsCalledNone(String text) throws InterruptedException {
        assertThat(TestFeeds.read(text.getBytes(StandardCharsets.UTF_8), null)).isInstanceOf(Reading.Nothing.class);
    }

    @Test
    void aPageIsTakenForAPage() throws InterruptedException {
        assertThat(TestFeeds.read(
                        "<!doctype html><html><body><feed>no</feed></body></html>".getBytes(StandardCharsets.UTF_8),
                        null))
                .isInstanceOf(Reading.Page.class);
    }

    @Test
    void aFeedWithoutEntriesIsAFeed() throws InterruptedException {
        assertThat(TestFeeds.feed("<rss version='2.0'><channel/></rss>").entries())
                .isEmpty();
        assertThat(TestFeeds.feed("<feed xmlns='http://www.w3.org/2005/Atom'/>").entries())
                .isEmpty();
    }

    private static List<String> texts(String feed) throws InterruptedException {
        return TestFeeds.posts(TestFeeds.feed(feed)).stream()
                .map(IncomingPost::text)
                .toList();
    }
}
