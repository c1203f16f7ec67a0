package io.automedia.testing;

import io.automedia.outgoing.Outgoing;
import io.automedia.outgoing.OutgoingProperties;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/// The client for outgoing addresses as tests need it.
public final class TestOutgoing {
    private TestOutgoing() {}

    /// One that may fetch from this machine by the name `localhost`.
    public static Outgoing toLocalhost() {
        return new Outgoing(properties("localhost"));
    }

    /// The settings that go with it.
    public static OutgoingProperties properties(String... allow) {
        return new OutgoingProperties(
                List.of(allow),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(10),
                4,
                "AutoMedia/test");
    }
}
