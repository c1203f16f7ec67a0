package io.automedia.platforms.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.automedia.content.IncomingPost;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Feeds that were damaged at random, always in the same way.
class FeedFuzzTests {
    private static final int ROUNDS = 2_000;
    private static final List<String> NAMES = List.of(
            "rss-2.0.xml",
            "rss-1.0.xml",
            "rss-0.91.xml",
            "atom-1.0.xml",
            "atom-0.3.xml",
            "json-feed-1.1.json",
            "podcast.xml",
            "videos.xml",
            "notes-zh.xml");
    private static final List<String> SPLINTERS = List.of(
            "<",
            ">",
            "</item>",
            "<item>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "&",
            "&#x110000;",
            "&#0;",
            "\"",
            "'",
            "{",
            "]",
            "<!DOCTYPE a [<!ENTITY x 'y'>",
            "xmlns:a=\"",
            "\uFEFF",
            "\u0000",
            "<?",
            "\uD83D",
            "99999999999999999999",
            "http://[::1",
            "<entry>",
            "</channel>",
            "<title/>",
            "-1",
            "null",
            "\\u12",
            "%zz");

    @Test
    void damagedFeedsAreReadOrRefusedAndNothingElse() {
        Random random = new Random(20_261_125);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(TestFeeds.named(NAMES.get(random.nextInt(NAMES.size()))), random);
            int number = round;
            assertThatCode(() -> read(damaged))
                    .as("round %d: %s", number, new String(damaged, StandardCharsets.UTF_8))
                    .doesNotThrowAnyException();
        }
    }

    private static void read(byte[] damaged) throws InterruptedException {
        switch (TestFeeds.read(damaged, "text/xml; charset=utf-8")) {
            case Feed feed -> {
                for (IncomingPost post : TestFeeds.posts(feed)) {
                    assertThat(post.platformId()).hasSize("feed:".length() + 32);
                    assertThat(post.text().length()).isLessThan(damaged.length + 1_000);
                }
            }
            case Reading.Page page -> assertThat(page).isNotNull();
            case Reading.Nothing nothing -> assertThat(nothing.reason()).isNotBlank();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int wounds = 1 + random.nextInt(6); wounds > 0; wounds--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(40));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            switch (random.nextInt(6)) {
                case 0 -> out.writeBytes(Arrays.copyOf(bytes, from)); // cut
                case 1 -> splice(out, bytes, from, to, new byte[0]); // a hole
                case 2 -> splice(out, bytes, from, from, Arrays.copyOfRange(bytes, from, to)); // twice
                case 3 -> {
                    byte[] noise = new byte[to - from];
                    random.nextBytes(noise);
                    splice(out, bytes, from, to, noise);
                }
                default ->
                    splice(
                            out,
                            bytes,
                            from,
                            from,
                            SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8));
            }
            bytes = out.toByteArray();
        }
        return bytes;
    }

    private static void splice(ByteArrayOutputStream out, byte[] bytes, int from, int to, byte[] between) {
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
    }
}
