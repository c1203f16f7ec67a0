package io.automedia.web.chart;

import io.automedia.web.page.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/// A window of time cut into intervals of equal length that begin at round times of the person's clock.
///
/// @param count how many there are; the last one holds the window's end
/// @param labelEvery every how many intervals the axis has a label
public record Intervals(Instant from, Duration length, int count, int labelEvery, ZoneId zone) {
    /// The intervals that cover the time before `until`.
    public static Intervals before(Instant until, Duration window, Duration length, int labelEvery, ZoneId zone) {
        long seconds = length.toSeconds();
        long offset = zone.getRules().getOffset(until).getTotalSeconds();
        long local = until.getEpochSecond() + offset;
        long end = Math.ceilDiv(local, seconds) * seconds - offset;
        int count = Math.toIntExact(window.toSeconds() / seconds);
        return new Intervals(Instant.ofEpochSecond(end - count * seconds), length, count, labelEvery, zone);
    }

    /// The end of the last interval.
    public Instant to() {
        return from.plus(length.multipliedBy(count));
    }

    /// When an interval starts.
    public Instant start(int index) {
        return from.plus(length.multipliedBy(index));
    }

    /// The interval that holds this moment; negative or at least `count` when none does.
    public int indexOf(Instant instant) {
        return Math.toIntExact(Math.floorDiv(Duration.between(from, instant).toMillis(), length.toMillis()));
    }

    /// The first interval that has a label: one that begins at a round multiple.
    public int labelOffset() {
        long step = length.toSeconds() * labelEvery;
        long offset = zone.getRules().getOffset(from).getTotalSeconds();
        long local = from.getEpochSecond() + offset;
        return Math.toIntExact((Math.ceilDiv(local, step) * step - local) / length.toSeconds());
    }

    /// What the axis says: days when intervals are long, else the time of day.
    public List<String> labels(Formats formats) {
        boolean days = length.multipliedBy(labelEvery).toHours() >= 24;
        return IntStream.range(0, count)
                .mapToObj(this::start)
                .map(days ? formats::date : formats::time)
                .toList();
    }

    /// What tooltips and tables say.
    public List<String> spans(Formats formats) {
        return IntStream.range(0, count)
                .mapToObj(i -> formats.span(start(i), start(i + 1)))
                .toList();
    }

    /// When the intervals start, ISO 8601.
    public List<String> starts() {
        return IntStream.range(0, count).mapToObj(i -> start(i).toString()).toList();
    }
}
