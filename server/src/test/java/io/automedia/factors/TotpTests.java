package io.automedia.factors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {
    private static final String SECRET = hex("12345678901234567890");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");
    private static final int QUIET = 4;

    private final Totp totp = new Totp();

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void the_codes_are_those_of_rfc_6238(long seconds, String code) {
        assertThat(new Totp(8).code(SECRET, Totp.step(Instant.ofEpochSecond(seconds))))
                .isEqualTo(code);
        assertThat(totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code.substring(2));
    }

    @ParameterizedTest
    @CsvSource({"-31, false", "-30, true", "-1, true", "0, true", "29, true", "30, true", "59, true", "60, false"})
    void a_code_is_taken_30_seconds_before_and_after_its_own(long away, boolean taken) {
        long step = 50_000_000;
        Instant now = Instant.ofEpochSecond(step * 30 + away);

        assertThat(totp.matching(SECRET, totp.code(SECRET, step), now))
                .isEqualTo(taken ? OptionalLong.of(step) : OptionalLong.empty());
    }

    @Test
    void only_the_code_itself_is_right_also_with_spaces_in_it() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);

        assertThat(totp.matching(SECRET, " 005 924 ", now)).hasValue(Totp.step(now));
        for (String wrong :
                new String[] {"", "005925", "5924", "0059244", "00592", "٠٠٥٩٢٤", "005924\u0000", "-05924"}) {
            assertThat(totp.matching(SECRET, wrong, now)).as(wrong).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base_32_is_that_of_rfc_4648(String text, String base32) {
        assertThat(Totp.base32(hex(text))).isEqualTo(base32);
    }

    @Test
    void secrets_have_160_bits_and_differ() {
        assertThat(Totp.newSecret()).matches("[0-9a-f]{40}").isNotEqualTo(Totp.newSecret());
    }

    @Test
    void the_address_names_account_and_secret_and_nothing_in_the_account_gets_out_of_its_place() {
        assertThat(Totp.uri(SECRET, "ada+a b&secret=x@example.org"))
                .isEqualTo(
                        "otpauth://totp/AutoMedia:ada%2Ba%20b%26secret%3Dx%40example.org"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=AutoMedia&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void the_picture_says_the_address() throws Exception {
        String uri = Totp.uri(SECRET, "a-person-with-a-long-address-of-many-letters@mail.example.org");

        String picture = QrCode.dataUri(uri);

        assertThat(picture).startsWith("data:image/svg+xml;base64,");
        String svg = new String(
                Base64.getDecoder().decode(picture.substring(picture.indexOf(',') + 1)), StandardCharsets.UTF_8);
        int size = Integer.parseInt(svg.replaceAll("(?s).*viewBox=\"0 0 (\\d+) .*", "$1"));
        boolean[][] modules = new boolean[size - 2 * QUIET][size - 2 * QUIET];
        RUN.matcher(svg).results().forEach(run -> draw(modules, run));
        assertThat(new Decoder().decode(modules).getText()).isEqualTo(uri);
    }

    private static void draw(boolean[][] modules, MatchResult run) {
        int x = Integer.parseInt(run.group(1)) - QUIET;
        int y = Integer.parseInt(run.group(2)) - QUIET;
        for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
            modules[y][x + i] = true;
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
