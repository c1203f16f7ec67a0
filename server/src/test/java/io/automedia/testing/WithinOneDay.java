package io.automedia.testing;

import static org.awaitility.Awaitility.await;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Of tests that look at what the application counts by the day or the month: none of them begins so
/// late that the next day could begin in its middle.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithinOneDay.NextMorning.class)
public @interface WithinOneDay {
    /// Waits for it when the day is nearly over.
    final class NextMorning implements BeforeEachCallback {
        private static final Duration LATE = Duration.ofSeconds(90);

        @Override
        public void beforeEach(ExtensionContext test) {
            await().until(() -> leftOfToday().compareTo(LATE) > 0);
        }

        private static Duration leftOfToday() {
            Instant now = Instant.now();
            return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
        }
    }
}
