package io.automedia.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class FormatsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T13:34:00Z");

    private final Formats english = formats(Locale.ENGLISH);
    private final Formats chinese = formats(Locale.CHINESE);

    @Test
    void writesNumbersInThePersonsLanguage() {
        assertThat(english.compact(1_234)).isEqualTo("1.2K");
        assertThat(chinese.compact(12_345)).isEqualTo("1.2万");
        assertThat(english.compact(999)).isEqualTo("999");
        assertThat(english.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(english.score(-0.584)).isEqualTo("−0.58");
        assertThat(english.percent(0.264)).isEqualTo("26 %");
        assertThat(english.bytes(2_345_000)).isEqualTo("2.3 MB");
    }

    @Test
    void saysHowLongAgoItWasAndTheDateWhenThatIsLong() {
        assertThat(english.ago(NOW.minusSeconds(20))).isEqualTo("now");
        assertThat(english.ago(NOW.minusSeconds(300))).isEqualTo("5 min");
        assertThat(chinese.ago(NOW.minus(Duration.ofHours(3)))).isEqualTo("3 小时前");
        assertThat(english.ago(NOW.minus(Duration.ofDays(30)))).isEqualTo("21 Oct");
        assertThat(english.ago(NOW.minus(Duration.ofDays(3_800)))).isEqualTo("25 Jun 2016");
    }

    @Test
    void showsTimesInThePersonsZone() {
        assertThat(english.span(NOW, NOW.plusSeconds(600))).isEqualTo("20 Nov, 14:34 – 14:44");
        assertThat(english.exact(NOW)).isEqualTo("20 Nov 2026, 14:34:00 (Berlin)");
        assertThat(chinese.exact(NOW)).startsWith("2026年11月20日 14:34:00");
        assertThat(chinese.date(NOW)).isEqualTo("11月20日");
    }

    @Test
    void callsLanguagesByTheirOwnNames() {
        assertThat(english.language("zh")).isEqualTo("中文");
        assertThat(english.language("de")).isEqualTo("Deutsch");
        assertThat(english.language("qq")).isEqualTo("Qq");
    }

    @Test
    void shortensNamesToLetters() {
        assertThat(Initials.of("Rotterdam Bike Desk")).isEqualTo("RB");
        assertThat(Initials.of("阿梨骑车上班")).isEqualTo("阿");
        assertThat(Initials.of("@_@")).isEqualTo("·");
    }

    private static Formats formats(Locale locale) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return new Formats(new Words(messages, locale), ZoneId.of("Europe/Berlin"), NOW);
    }
}
