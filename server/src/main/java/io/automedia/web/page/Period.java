package io.automedia.web.page;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// How far back a page looks, and the intervals into which its charts cut that time.
public enum Period {
    HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(2), 5),
    SIX_HOURS("6h", Duration.ofHours(6), Duration.ofMinutes(10), 6),
    DAY("24h", Duration.ofHours(24), Duration.ofMinutes(30), 8),
    WEEK("7d", Duration.ofDays(7), Duration.ofHours(4), 6);

    private final String key;
    private final Duration length;
    private final Duration interval;
    private final int labelEvery;

    Period(String key, Duration length, Duration interval, int labelEvery) {
        this.key = key;
        this.length = length;
        this.interval = interval;
        this.labelEvery = labelEvery;
    }

    /// The period that an address names.
    public static Optional<Period> of(String key) {
        return Stream.of(values()).filter(period -> period.key.equals(key)).findFirst();
    }

    /// How addresses and message files name it.
    public String key() {
        return key;
    }

    /// How long it is.
    public Duration length() {
        return length;
    }

    /// How long its charts' intervals are.
    public Duration interval() {
        return interval;
    }

    /// Every how many intervals the axis has a label.
    public int labelEvery() {
        return labelEvery;
    }
}
