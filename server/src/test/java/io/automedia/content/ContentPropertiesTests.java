package io.automedia.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentPropertiesTests {
    @Test
    void defaults() {
        assertThat(Bound.to(ContentProperties.class))
                .isEqualTo(new ContentProperties(
                        Sharing.PRIVATE, Duration.ofHours(1), Duration.ofHours(24), false, Map.of()));
    }

    @Test
    void everySettingHasItsProperty() {
        ContentProperties properties = Bound.to(
                ContentProperties.class,
                "automedia.content.sharing=instance",
                "automedia.content.restorable-for=2h",
                "automedia.content.story-expires-after=3h",
                "automedia.content.link-titles=true",
                "automedia.content.retention.Twitter=30d",
                "automedia.content.retention.reddit=48h");
        assertThat(properties)
                .isEqualTo(new ContentProperties(
                        Sharing.INSTANCE,
                        Duration.ofHours(2),
                        Duration.ofHours(3),
                        true,
                        Map.of("twitter", Duration.ofDays(30), "reddit", Duration.ofDays(2))));
        assertThat(properties.rules())
                .containsEntry("twitter", "twitter PT720H")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"restorable-for, -1s", "story-expires-after, 0s", "retention.twitter, 0d"})
    void whatIsNoTimeIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> Bound.to(ContentProperties.class, "automedia.content." + name + "=" + value))
                .rootCause()
                .hasMessageStartingWith("automedia.content." + name + " must");
    }
}
