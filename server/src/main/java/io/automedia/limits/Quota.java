package io.automedia.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// What a person may do so often in a day or a month of UTC, by his plan.
public enum Quota {
    /// Posts that his connections and programs bring into his library, in a month.
    COLLECTION("posts of this month") {
        @Override
        String period(Instant now) {
            return YearMonth.from(now.atZone(ZoneOffset.UTC)).toString();
        }

        @Override
        Instant end(Instant now) {
            return YearMonth.from(now.atZone(ZoneOffset.UTC))
                    .plusMonths(1)
                    .atDay(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
    },
    /// Texts asked of a model, in a day. Whoever asks takes one before ([Quotas#require], with the limit of
    /// `Users.limits`), and gives it back ([Quotas#giveBack]) when no text was made.
    GENERATION("texts of this day") {
        @Override
        String period(Instant now) {
            return day(now).toString();
        }

        @Override
        Instant end(Instant now) {
            return day(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    };

    private final String words;

    Quota(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// The period that holds a moment, such as `2026-11` or `2026-11-30`.
    abstract String period(Instant now);

    /// When that period is over.
    abstract Instant end(Instant now);

    static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
