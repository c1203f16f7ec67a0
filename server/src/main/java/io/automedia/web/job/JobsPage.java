package io.automedia.web.job;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of imports as it shows itself.
public record JobsPage(List<Row> rows) {
    public JobsPage {
        rows = List.copyOf(rows);
    }

    /// One job.
    ///
    /// @param tone `ok`, `warn`, `error` or `off`
    /// @param running whether it may still go on
    /// @param percent how much is done
    /// @param failure why it failed; null when it didn't
    /// @param open whether its errors are unfolded
    public record Row(
            String id,
            String name,
            String state,
            String tone,
            @Nullable String icon,
            Moment at,
            boolean running,
            int percent,
            String counts,
            @Nullable String failure,
            String errorsTitle,
            List<Line> errors,
            boolean open) {
        public Row {
            errors = List.copyOf(errors);
        }
    }

    /// A line that could not be used.
    public record Line(String line, String message) {}
}
