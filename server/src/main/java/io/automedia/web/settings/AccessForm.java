package io.automedia.web.settings;

import io.automedia.access.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A token as a person wants it.
record AccessForm(String name, Scope scope, Life life) {
    static final AccessForm EMPTY = new AccessForm("", Scope.READ, Life.QUARTER);

    /// How long it is to live.
    enum Life {
        MONTH(30),
        QUARTER(90),
        YEAR(365),
        EVER(0);

        private final int days;

        Life(int days) {
            this.days = days;
        }

        /// When it ends; null for never.
        @Nullable
        Instant end(Instant now) {
            return days == 0 ? null : now.plus(Duration.ofDays(days));
        }
    }

    /// What a browser sent; what it can't have meant is as if it were left out.
    static AccessForm read(String name, String scope, String life) {
        return new AccessForm(name, known(Scope.values(), scope, Scope.READ), known(Life.values(), life, Life.QUARTER));
    }

    private static <E extends Enum<E>> E known(E[] values, String name, E other) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(other);
    }
}
