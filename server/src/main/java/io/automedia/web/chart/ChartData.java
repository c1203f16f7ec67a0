package io.automedia.web.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a chart's script reads; all texts are in the person's language and time zone.
///
/// @param labels of the axis, one for each interval
/// @param spans what an interval is called in tooltip and table
/// @param starts when an interval starts, ISO 8601, for the CSV
/// @param every every how many intervals a label is shown, counted from `offset`
/// @param partial whether the last interval is not over yet
/// @param total what the sum of all series is called
/// @param net what the difference of positive and negative is called
/// @param time what the column of intervals is called
/// @param empty what stands there when all values are 0
public record ChartData(
        List<String> labels,
        List<String> spans,
        List<String> starts,
        int every,
        int offset,
        boolean partial,
        String total,
        String net,
        String time,
        String empty,
        List<Series> series) {
    public ChartData {
        labels = List.copyOf(labels);
        spans = List.copyOf(spans);
        starts = List.copyOf(starts);
        series = List.copyOf(series);
    }

    /// One series. `token` names its colour in the tokens, `mark` the class that gives it to a tooltip; `href` is where
    /// a click on it leads.
    public record Series(
            String key,
            String name,
            String token,
            String mark,
            List<Long> values,
            @Nullable String href) {
        public Series {
            values = List.copyOf(values);
        }
    }
}
