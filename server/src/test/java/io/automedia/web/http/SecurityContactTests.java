package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Bound;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AutoMediaTest
class SecurityContactTests {
    private final TestPeople people;

    SecurityContactTests(TestPeople people) {
        this.people = people;
    }

    @Test
    void everybody_learns_whom_to_tell_of_a_weakness() {
        Answer answer = people.nobody().get("/.well-known/security.txt");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        List<String> lines = answer.text().lines().toList();
        assertThat(lines).hasSize(2).startsWith("Contact: mailto:security@example.org");
        assertThat(Instant.parse(lines.getLast().substring("Expires: ".length())))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(178)), Instant.now().plus(Duration.ofDays(181)));
    }

    @Test
    void settings_are_read() {
        SecurityContactProperties read = Bound.to(
                SecurityContactProperties.class,
                "automedia.security-contact=security@example.org, https://example.org/report, tel:+1-201-555-0123",
                "automedia.security-contact-expires=2027-06-30");

        assertThat(read.securityContact())
                .containsExactly("mailto:security@example.org", "https://example.org/report", "tel:+1-201-555-0123");
        assertThat(read.expires()).isEqualTo(Instant.parse("2027-07-01T00:00:00Z"));
        assertThat(Bound.to(SecurityContactProperties.class)).isEqualTo(new SecurityContactProperties(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "security-contact=http://example.org",
                "security-contact=javascript:alert(1)",
                "security-contact=somebody",
                "security-contact=a@example.org b@example.org",
                "security-contact-expires=tomorrow"
            })
    void what_is_no_contact_and_no_day_is_named(String setting) {
        assertThatThrownBy(() -> Bound.to(SecurityContactProperties.class, "automedia." + setting))
                .hasStackTraceContaining("automedia." + setting.substring(0, setting.indexOf('=')) + " takes");
    }
}
