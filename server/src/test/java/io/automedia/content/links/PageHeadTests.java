package io.automedia.content.links;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PageHeadTests {
    private static PageHead of(String page) {
        return PageHead.of(page.getBytes(UTF_8), "text/html; charset=utf-8");
    }

    @Test
    void whatIsMeantForSharingComesFirst() {
        assertThat(of("""
                        <!doctype html><html><head><title>Snow | The Herald</title>
                        <meta name="description" content="All of it"><meta property="og:title" content="Snow at last">
                        <meta property="og:description" content="It falls"></head><body></body></html>
                        """)).isEqualTo(new PageHead("Snow at last", "It falls"));
        assertThat(of("<title>Snow | The Herald</title><META NAME='Description' CONTENT='All of it'>"))
                .isEqualTo(new PageHead("Snow | The Herald", "All of it"));
        assertThat(of("<title>Snow</title><meta property='og:title' content='  '>"))
                .isEqualTo(new PageHead("Snow", null));
        assertThat(of("<p>Only words")).isEqualTo(new PageHead(null, null));
        assertThat(of("")).isEqualTo(new PageHead(null, null));
    }

    @Test
    void itIsPlainTextOnOneLine() {
        assertThat(of("<title>\n Fish &amp; chips&nbsp;&lt;b&gt;\u0000\t5&#8239;€ \u202Egnihton\u2069 </title>")
                        .title())
                .isEqualTo("Fish & chips <b> 5 € gnihton");
        assertThat(of("<title><script>alert(1)</script></title>").title()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void onlyTheHeadIsLookedAt() {
        assertThat(of("<head></head><body><svg><title>A picture</title></svg><title>B</title>"
                        + "<meta property='og:title' content='A comment of a reader'></body>"))
                .isEqualTo(new PageHead(null, null));
        assertThat(of("<script>document.write('<title>No</title>')</script><title>Yes</title>")
                        .title())
                .isEqualTo("Yes");
    }

    @Test
    void whatIsVeryLongIsCutBetweenCharacters() {
        PageHead long1 = of("<title>" + "x".repeat(299) + "🎈🎈</title><meta name=description content='"
                + "y".repeat(9_000) + "'>");
        assertThat(long1.title()).isEqualTo("x".repeat(299));
        assertThat(long1.description()).hasSize(4_000);
    }

    @Test
    void theEncodingIsTheOneInWhichItIsWritten() {
        String page = "<html><head><meta charset='windows-1251'><title>Снег идёт</title>";
        byte[] cyrillic = page.getBytes(Charset.forName("windows-1251"));
        assertThat(PageHead.of(cyrillic, "text/html").title()).isEqualTo("Снег идёт");
        assertThat(PageHead.of(cyrillic, "text/html; charset=windows-1251").title())
                .isEqualTo("Снег идёт");
        assertThat(PageHead.of(page.getBytes(UTF_8), "text/html; charset=iso-8859-1")
                        .title())
                .isEqualTo("Снег идёт");
        assertThat(PageHead.of("<title>下雪了</title>".getBytes(Charset.forName("gb18030")), "text/html;charset=GBK")
                        .title())
                .isEqualTo("下雪了");
        assertThat(PageHead.of("<title>Snø</title>".getBytes(UTF_16BE), null).title())
                .isEqualTo("Snø");
        assertThat(PageHead.of("<title>Snow</title>".getBytes(UTF_8), "text/html; charset=no such")
                        .title())
                .isEqualTo("Snow");
    }

    @Test
    void aPageThatIsCutInTheMiddleOfACharacterIsStillRead() {
        byte[] page = "<title>Снег</title><p>ё".getBytes(UTF_8);
        assertThat(PageHead.of(Arrays.copyOf(page, page.length - 1), null).title())
                .isEqualTo("Снег");
    }

    @Test
    void nestingWithoutEndIsRead() {
        assertThat(of("<title>Deep</title>" + "<div>".repeat(50_000)).title()).isEqualTo("Deep");
        assertThat(of("<title>Endless").title()).isEqualTo("Endless");
    }
}
