package io.automedia.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// How long tests wait for what is to come, where they don't say otherwise: a machine may be slow, or
/// stand still for a while. What comes soon is not waited for any longer. It is with every class of
/// tests (`META-INF/services`).
public final class Patience implements BeforeAllCallback {
    /// Longer than any machine stands still.
    public static final Duration OF_ALL = Duration.ofMinutes(2);

    @Override
    public void beforeAll(ExtensionContext tests) {
        Awaitility.setDefaultTimeout(OF_ALL);
    }
}
