package io.automedia.web.live;

import io.automedia.web.chart.Chart;
import io.automedia.web.filter.FilterBar;
import io.automedia.web.page.Link;
import io.automedia.web.page.Mood;
import io.automedia.web.page.More;
import io.automedia.web.page.Nothing;
import io.automedia.web.page.Option;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.post.PostCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Live page as it shows itself.
///
/// @param past whether the window ended before now, so that nothing new belongs into it
/// @param quiet said above all else when nothing is in the window
/// @param now the sentence that says what the numbers say
/// @param explore the same posts on the page for all of them
public record LivePage(
        boolean past,
        List<Option> ranges,
        FilterBar filters,
        @Nullable Quiet quiet,
        List<Link> now,
        Figure volumeFigure,
        Chart volume,
        List<LegendEntry> legend,
        String intervalNote,
        Figure moodFigure,
        Chart mood,
        List<MoodEntry> moods,
        String rangeNote,
        Hashtags hashtags,
        List<TopicRow> topics,
        List<PostCard> feed,
        @Nullable More more,
        Nothing nothing,
        String explore) {
    /// Why there is nothing, and where there is something.
    public record Quiet(
            String title,
            String text,
            @Nullable String href,
            @Nullable String action) {}

    /// A number that sums a chart up, and what it is measured against.
    public record Figure(String value, @Nullable String note) {}

    /// A platform beside its chart: a filter, and how many posts it has.
    public record LegendEntry(
            PlatformMark mark, String href, boolean shown, boolean chosen, String count, String says) {}

    /// A sentiment beside its chart.
    public record MoodEntry(String label, String name, String href, String share) {}

    /// Hashtags by rank, and what ranks them.
    public record Hashtags(String title, String note, List<HashtagRow> rows) {
        public Hashtags {
            rows = List.copyOf(rows);
        }
    }

    /// A hashtag by rank.
    ///
    /// @param width its bar's, of 64; null where the change stands
    /// @param change how much more it is used than before; null where the bar stands
    /// @param against what the change is measured against
    public record HashtagRow(
            int place,
            String name,
            String href,
            @Nullable Integer width,
            @Nullable String change,
            @Nullable String against,
            String count,
            String exact) {}

    /// A topic and what matched it in the window.
    public record TopicRow(
            String name, String href, @Nullable Mood mood, boolean fresh, String count, String exact) {}
}
