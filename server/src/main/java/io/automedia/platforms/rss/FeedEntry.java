package io.automedia.platforms.rss;

import io.automedia.content.Content;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An entry as its feed has it, words and dates untouched.
///
/// @param published as written
/// @param updated as written
/// @param counters by the names that posts use
record FeedEntry(
        @Nullable String id,
        @Nullable String link,
        Words title,
        Words body,
        Author author,
        List<String> categories,
        @Nullable String published,
        @Nullable String updated,
        List<Content.Media> media,
        @Nullable String language,
        Map<String, Long> counters,
        @Nullable String comments,
        URI base) {
    FeedEntry {
        categories = List.copyOf(categories);
        media = List.copyOf(media);
        counters = Map.copyOf(counters);
    }

    /// Text, or markup.
    record Words(String written, boolean isMarkup) {
        static final Words NONE = new Words("", false);

        boolean isBlank() {
            return written.isBlank();
        }
    }

    /// Who wrote it, as far as it says.
    record Author(
            @Nullable String name,
            @Nullable String uri,
            @Nullable String avatar) {
        static final Author UNKNOWN = new Author(null, null, null);
    }

    /// Whether there is anything in it.
    boolean isEmpty() {
        return title.isBlank() && body.isBlank() && link == null && media.isEmpty();
    }

    /// What tells it from other entries of its feed: its id, else its link, else what it says.
    String identity() {
        if (id != null) {
            return id;
        }
        return link != null ? link : title.written() + '\n' + published + '\n' + body.written();
    }

    /// Everything of it that a reader could see change.
    String visible() {
        return String.join(
                "\u0000",
                String.valueOf(link),
                title.written(),
                body.written(),
                author.toString(),
                categories.toString(),
                String.valueOf(published),
                media.toString(),
                new TreeMap<>(counters).toString());
    }
}
