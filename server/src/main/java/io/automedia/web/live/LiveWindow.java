package io.automedia.web.live;

import io.automedia.shared.Moments;
import io.automedia.shared.Problem;
import io.automedia.web.chart.Intervals;
import io.automedia.web.filter.Filters;
import io.automedia.web.page.Period;
import io.automedia.web.page.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The stretch of time that the Live page looks at: a period that ends now, or at a moment in the past.
///
/// @param until the moment that the address asks for; null for now
record LiveWindow(Period period, @Nullable Instant until, Intervals intervals) {
    /// The window that an address asks for.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) for a period or moment that can't be read
    static LiveWindow of(Visit visit, Filters filters, Period usual) {
        String range = filters.one("range");
        Period period = range == null
                ? usual
                : Period.of(range)
                        .orElseThrow(() -> Problem.invalid("range", "must be 1h, 6h, 24h or 7d")
                                .exception());
        Instant until = moment(filters.one("until"));
        return new LiveWindow(
                period,
                until,
                Intervals.before(
                        until == null ? visit.formats().now() : until,
                        period.length(),
                        period.interval(),
                        period.labelEvery(),
                        visit.viewer().zone()));
    }

    private static @Nullable Instant moment(@Nullable String text) {
        try {
            return text == null ? null : Moments.parse(text);
        } catch (DateTimeException notAMoment) {
            throw Problem.invalid("until", "must be a time such as 2024-01-15T09:30:00Z")
                    .exception();
        }
    }

    Instant from() {
        return intervals.from();
    }

    Instant to() {
        return intervals.to();
    }

    /// Whether it lies in the past, so that nothing new belongs into it.
    boolean isPast() {
        return until != null;
    }

    /// How it is said: "in the last 6 hours"; with its end when that is not now.
    String said(Visit visit) {
        return until == null
                ? visit.words().of("live.in." + period.key())
                : visit.formats().span(from(), to());
    }
}
