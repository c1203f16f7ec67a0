package io.automedia.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class OutgoingPropertiesTests {
    @Test
    void defaultsAreGenerousForFeedsAndClosedToPrivateNetworks() {
        assertThat(bound(Map.of()))
                .isEqualTo(new OutgoingProperties(
                        List.of(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        DataSize.ofMegabytes(10),
                        4,
                        "AutoMedia/0.1 (feed reader)"));
    }

    @Test
    void everyPropertyIsRead() {
        assertThat(bound(Map.of(
                        "automedia.outgoing.allow", "nas.home,10.0.0.0/8",
                        "automedia.outgoing.connect-timeout", "1s",
                        "automedia.outgoing.response-timeout", "2s",
                        "automedia.outgoing.total-timeout", "3s",
                        "automedia.outgoing.largest-body", "4KB",
                        "automedia.outgoing.connections-per-host", "5",
                        "automedia.outgoing.user-agent", "us")))
                .isEqualTo(new OutgoingProperties(
                        List.of("nas.home", "10.0.0.0/8"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        DataSize.ofKilobytes(4),
                        5,
                        "us"));
    }

    @Test
    void limitsThatCannotWorkAreRefused() {
        for (Map<String, String> wrong : List.of(
                Map.of("automedia.outgoing.total-timeout", "0s"),
                Map.of("automedia.outgoing.largest-body", "2GB"),
                Map.of("automedia.outgoing.connections-per-host", "0"))) {
            assertThatThrownBy(() -> bound(wrong)).rootCause().hasMessageContaining("automedia.outgoing");
        }
    }

    private static OutgoingProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("automedia.outgoing", Bindable.of(OutgoingProperties.class));
    }
}
