package io.automedia.web.post;

import io.automedia.web.page.Formats.Moment;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.SentimentMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A post as a card shows it.
///
/// @param clamped whether only the first lines are shown
/// @param language BCP 47 code of the text, null when unknown
/// @param languageName the language's name when it is not the reader's own
/// @param media what is attached, in words
/// @param busy whether it was not understood yet
public record PostCard(
        String id,
        PlatformMark platform,
        String author,
        @Nullable String handle,
        String initials,
        boolean verified,
        Moment time,
        List<Piece> text,
        boolean clamped,
        @Nullable String language,
        @Nullable String languageName,
        @Nullable String media,
        @Nullable SentimentMark sentiment,
        boolean busy,
        List<Counter> counters,
        List<String> tags,
        boolean archived,
        List<Matched> topics,
        boolean selected) {
    public PostCard {
        text = List.copyOf(text);
        counters = List.copyOf(counters);
        tags = List.copyOf(tags);
        topics = List.copyOf(topics);
    }

    /// A counter of engagement: short beside its icon, exact in words.
    public record Counter(String icon, String brief, String exact) {}

    /// A topic that matched; `says` names the words that did it.
    public record Matched(String id, String name, String relevance, String says) {}
}
