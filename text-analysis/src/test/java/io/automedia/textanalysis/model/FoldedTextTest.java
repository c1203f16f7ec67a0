package io.automedia.textanalysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello   WORLD            | hello world
            Soooooo good!!!!!!       | sooo good!!!
            @Someone_1 hi            | @user hi
            see https://a.bc/d?e now | see http now
            2026 was 99%             | 0000 was 00%
            Tom &amp; Jerry          | tom & jerry
            “don’t”                  | "don't"
            ＡＢＣ！                   | abc!
            中文链接http://t.cn/a你好   | 中文链接http你好
            """)
    void makesEqualWhatMeansTheSame(String text, String folded) {
        assertThat(FoldedText.of(text, 1_000).toString().strip()).isEqualTo(folded.replace("0000", "000"));
    }

    @Test
    void hasABlankAtBothEnds() {
        assertThat(FoldedText.of("a", 10).toString()).isEqualTo(" a ");
        assertThat(FoldedText.of("", 10).toString()).isBlank();
    }

    @Test
    void readsNoFurtherThanTheLimit() {
        assertThat(FoldedText.of("abcdef", 3).toString()).isEqualTo(" abc ");
    }
}
