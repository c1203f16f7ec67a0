package io.automedia.platforms.rss;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.platforms.rss.FeedEntry.Words;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTests {
    private static final URI BASE = URI.create("https://example.com/a/");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <p>One</p><p>Two</p>                       | One¶¶Two
            One<br>Two<br/><br/><br/>Three             | One¶Two¶¶Three
            <div>One</div><div>Two</div>               | One¶Two
            <h1>Title</h1>Text                         | Title¶¶Text
            <ul><li>a</li><li>b <b>c</b></li></ul>end  | - a¶- b c¶¶end
            <table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table> | 1 2¶3
            <pre>  one@  two</pre>                     | one¶two
            a<b>b</b>c <i>d</i>&nbsp;&nbsp;e           | abc d e
            <p>  </p><p>One</p><p>&nbsp;</p>           | One
            <script>x</script><style>x</style>One<!-- x --><iframe src=x>x</iframe> | One
            One<noscript><img src=x></noscript> <form><input value=x><button>x</button></form>two | One two
            &lt;script&gt;alert(1)&lt;/script&gt;      | <script>alert(1)</script>
            One &amp; two &euro; &#8364; &bogus;       | One & two € € &bogus;
            <p>not closed <b>at all                    | not closed at all
            </p></b>stray                              | stray
            """)
    void wordsKeepTheirParagraphs(String html, String text) {
        assertThat(HtmlText.of(new Words(html.replace('@', '\n'), true), BASE).text())
                .isEqualTo(text.replace('¶', '\n'));
    }

    @Test
    void onlyLinksAndPicturesOfTheWebAreTaken() {
        HtmlText read = HtmlText.of(
                new Words(
                        "<a href='b'>B</a><a href='javascript:x()'>x</a><a href='#x'>x</a><a href='mailto:a@b.c'>x</a>"
                                + "<a href='b'>again</a><img src='data:image/png;base64,AAAA'><img src='/p.png' alt='P'>"
                                + "<img src='lazy.gif' data-src='real.jpg'><img src='/count.gif' width=1 height=1>",
                        true),
                BASE);

        assertThat(read.links()).singleElement().satisfies(link -> {
            assertThat(link.url()).isEqualTo("https://example.com/a/b");
            assertThat(link.title()).isEqualTo("B");
        });
        assertThat(read.images())
                .extracting(image -> image.url())
                .containsExactly("https://example.com/p.png", "https://example.com/a/real.jpg");
    }

    @Test
    void plainTextIsNotTakenForMarkup() {
        assertThat(HtmlText.of(new Words("a < b  \r\n\r\n\r\n\r\nc &amp; d", false), BASE)
                        .text())
                .isEqualTo("a < b\n\nc &amp; d");
    }

    @Test
    void aTextWithoutEndIsCut() {
        assertThat(HtmlText.of(new Words("<p>" + "word ".repeat(100_000), true), BASE)
                        .text())
                .hasSizeLessThanOrEqualTo(200_001);
    }
}
