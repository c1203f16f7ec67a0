package io.automedia.web.topic;

import io.automedia.web.chart.Chart;
import io.automedia.web.post.PostCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a draft would have matched, as the editor shows it.
///
/// @param wanting whether there is no word to look for yet
/// @param says the same for those who don't see the numbers
/// @param none whether nothing matched
public record PreviewPart(
        boolean wanting,
        @Nullable String problem,
        List<Figure> figures,
        @Nullable String says,
        @Nullable Chart chart,
        boolean none,
        List<PostCard> examples) {
    public PreviewPart {
        figures = List.copyOf(figures);
        examples = List.copyOf(examples);
    }

    /// Before anything was named.
    static final PreviewPart WANTING = new PreviewPart(true, null, List.of(), null, null, false, List.of());

    /// A draft that can't be kept like this.
    static PreviewPart wrong(String problem) {
        return new PreviewPart(false, problem, List.of(), null, null, false, List.of());
    }

    /// A number with its name.
    public record Figure(
            String name, String value, @Nullable String note) {}
}
