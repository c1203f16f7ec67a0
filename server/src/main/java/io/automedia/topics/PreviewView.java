package io.automedia.topics;

import io.automedia.standingqueries.Explanation;
import io.automedia.standingqueries.Gate;
import io.automedia.standingqueries.Hit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A preview as the API shows it.
record PreviewView(
        int days,
        int posts,
        boolean complete,
        int matched,
        int heldBack,
        Map<LocalDate, Integer> perDay,
        List<ExampleView> examples,
        List<ExampleView> heldBackExamples) {

    /// A post with the reasons.
    record ExampleView(
            String contentId,
            String platform,
            @Nullable String author,
            String text,
            Instant publishedAt,
            double relevance,
            List<Hit> hits,
            List<String> heldBackBy) {
        static ExampleView of(TopicPreview.Example example) {
            var post = example.post().content();
            Explanation why = example.explanation();
            return new ExampleView(
                    post.id().toHexString(),
                    post.platform(),
                    post.author().username(),
                    post.content().text(),
                    post.publishedAt(),
                    why.relevance(),
                    why.hits(),
                    why.heldBackBy().stream().map(ExampleView::name).toList());
        }

        private static String name(Gate gate) {
            return gate.kind().name().toLowerCase(Locale.ROOT);
        }
    }

    static PreviewView of(TopicPreview.Result result) {
        return new PreviewView(
                result.days(),
                result.posts(),
                result.complete(),
                result.matched(),
                result.heldBack(),
                result.perDay(),
                result.examples().stream().map(ExampleView::of).toList(),
                result.heldBackExamples().stream().map(ExampleView::of).toList());
    }
}
