package io.automedia.platforms.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tue, 24 Nov 2026 09:30:00 GMT          | 2026-11-24T09:30:00Z
            Tue, 24 Nov 2026 09:30:00 +0100        | 2026-11-24T08:30:00Z
            Tue, 24 Nov 2026 09:30:00 -0000        | 2026-11-24T09:30:00Z
            Tue, 24 Nov 2026 09:30:00 EST          | 2026-11-24T14:30:00Z
            Tue, 24 Nov 2026 09:30:00 pdt          | 2026-11-24T16:30:00Z
            Tue, 24 Nov 2026 09:30:00 GMT+0200     | 2026-11-24T07:30:00Z
            Tue, 24 Nov 2026 09:30:00 +01:00 (CET) | 2026-11-24T08:30:00Z
            Tue, 24 Nov 2026 09:30:00 Nowhere      | 2026-11-24T09:30:00Z
            Tue, 24 Nov 2026 09:30 Z               | 2026-11-24T09:30:00Z
            Tue, 24 Nov 2026 09:30:00              | 2026-11-24T09:30:00Z
            Mon, 24 Nov 2026 09:30:00 GMT          | 2026-11-24T09:30:00Z
            24 Nov 2026 09:30:00 GMT               | 2026-11-24T09:30:00Z
            24 Nov 26 09:30:00 UT                  | 2026-11-24T09:30:00Z
            24 Nov 98 09:30:00 GMT                 | 1998-11-24T09:30:00Z
            Tuesday, 24-Nov-26 09:30:00 GMT        | 2026-11-24T09:30:00Z
            Tue Nov 24 09:30:00 2026               | 2026-11-24T09:30:00Z
            Tue Nov 24 09:30:00 PST 2026           | 2026-11-24T17:30:00Z
            Tue Nov  4 09:30:00 +0000 2026         | 2026-11-04T09:30:00Z
            Tuesday, November 24, 2026 9:30 AM     | 2026-11-24T09:30:00Z
            November 24, 2026 12:30 am             | 2026-11-24T00:30:00Z
            Nov. 24th, 2026 at 9:30 p.m. EST       | 2026-11-25T02:30:00Z
            24 November 2026                       | 2026-11-24T00:00:00Z
            24. November 2026 09:30 Uhr            | 2026-11-24T09:30:00Z
            24 novembre 2026 09:30                 | 2026-11-24T09:30:00Z
            Mi, 02 Dez 2026 09:30:00 +0100         | 2026-12-02T08:30:00Z
            24 de noviembre de 2026                | 2026-11-24T00:00:00Z
            24 ноября 2026 09:30                   | 2026-11-24T09:30:00Z
            Thu, 3 Sept 2026 10:00:00 GMT          | 2026-09-03T10:00:00Z
            2026-11-24T09:30:00Z                   | 2026-11-24T09:30:00Z
            2026-11-24T09:30:00.123456+01:00       | 2026-11-24T08:30:00Z
            2026-11-24T09:30:00+0100               | 2026-11-24T08:30:00Z
            2026-11-24T09:30:00-05                 | 2026-11-24T14:30:00Z
            2026-11-24 09:30:00                    | 2026-11-24T09:30:00Z
            2026-11-24 09:30:00 +0000 UTC          | 2026-11-24T09:30:00Z
            2026-11-24T09:30Z                      | 2026-11-24T09:30:00Z
            2026-11-24T24:00:00Z                   | 2026-11-25T00:00:00Z
            2026-11-24T23:59:60Z                   | 2026-11-24T23:59:59Z
            2026-11-24                             | 2026-11-24T00:00:00Z
            2026-11                                | 2026-11-01T00:00:00Z
            2026/11/24 9:30                        | 2026-11-24T09:30:00Z
            2026年11月24日 09:30                    | 2026-11-24T09:30:00Z
            20261124                               | 2026-11-24T00:00:00Z
            20261124T093000Z                       | 2026-11-24T09:30:00Z
            11/24/2026 9:30 PM                     | 2026-11-24T21:30:00Z
            24/11/2026 09:30                       | 2026-11-24T09:30:00Z
            24.11.2026 09:30                       | 2026-11-24T09:30:00Z
            1795512600                             | 2026-11-24T09:30:00Z
            1795512600000                          | 2026-11-24T09:30:00Z
            Tue, 24 Nov 2026 09:30:00 Asia/Shanghai| 2026-11-24T01:30:00Z
            """)
    void datesAreReadAsTheyAreWritten(String written, Instant meant) {
        assertThat(FeedDates.parse(written)).isEqualTo(meant);
        assertThat(FeedDates.parse("  " + written + "\n")).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "0000-00-00 00:00:00",
                "2026-13-01",
                "2026-02-30",
                "31 Foo 2026",
                "25:00",
                "-1",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "0001-01-01T00:00:00Z",
                "99999999999999999999",
                "2026",
                "0",
                "Tue, 24 Nov 2026 31:99:00 GMT"
            })
    void whatIsNoDateIsNone(String written) {
        assertThat(FeedDates.parse(written)).isNull();
    }

    @Test
    void aLongTextIsNoDate() {
        assertThat(FeedDates.parse("2026-11-24 " + "9".repeat(100_000))).isNull();
        assertThat(FeedDates.parse("a ".repeat(150))).isNull();
    }
}
