package io.automedia.web.topic;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of topics as it shows itself.
public record TopicListPage(String count, @Nullable String notice, List<Row> rows) {
    public TopicListPage {
        rows = List.copyOf(rows);
    }

    /// One topic.
    public record Row(
            String href,
            String name,
            @Nullable String description,
            String keywords,
            String matches,
            @Nullable Moment last,
            int weight,
            boolean active) {}
}
