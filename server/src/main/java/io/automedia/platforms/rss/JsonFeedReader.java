package io.automedia.platforms.rss;

import io.automedia.content.Content.Media;
import io.automedia.platforms.rss.Feed.About;
import io.automedia.platforms.rss.FeedEntry.Author;
import io.automedia.platforms.rss.FeedEntry.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON Feed 1.x, item by item, up to where it breaks.
final class JsonFeedReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final URI base;
    private final Map<String, JsonNode> about = new HashMap<>();
    private final List<FeedEntry> entries = new ArrayList<>();
    private int skipped;
    private boolean isComplete;
    private boolean hasItems;

    private JsonFeedReader(URI base) {
        this.base = base;
    }

    static Reading read(String text, URI base) {
        JsonFeedReader reader = new JsonFeedReader(base);
        try (JsonParser parser = JSON.createParser(text)) {
            reader.read(parser);
        } catch (JacksonException broken) {
            reader.skipped++;
        }
        return reader.result();
    }

    private void read(JsonParser parser) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("items") && value == JsonToken.START_ARRAY) {
                hasItems = true;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(JSON.readTree(parser));
                }
            } else {
                about.put(name, JSON.readTree(parser));
            }
        }
        isComplete = true;
    }

    private Reading result() {
        String version = text(about.get("version"));
        if (!hasItems || (version == null ? entries.isEmpty() : !version.contains("jsonfeed"))) {
            return new Reading.Nothing("is JSON, but no JSON Feed");
        }
        About feed = new About(
                text(about.get("title")),
                Links.resolved(base, text(about.get("home_page_url"))),
                text(about.get("language")),
                Links.resolved(base, first(text(about.get("icon")), text(about.get("favicon")))));
        return new Feed(feed, entries, List.of(), skipped, isComplete, null);
    }

    private void add(JsonNode item) {
        FeedEntry entry = item.isObject() ? entry(item) : null;
        if (entry == null || entry.isEmpty()) {
            skipped++;
        } else {
            entries.add(entry);
        }
    }

    private FeedEntry entry(JsonNode item) {
        String link = Links.resolved(base, first(text(item.get("url")), text(item.get("external_url"))));
        URI entryBase = link == null ? base : URI.create(link);
        return new FeedEntry(
                text(item.get("id")),
                link,
                plain(text(item.get("title"))),
                body(item),
                author(item),
                texts(item.get("tags")),
                first(text(item.get("date_published")), text(item.get("date_modified"))),
                text(item.get("date_modified")),
                media(item, entryBase),
                text(item.get("language")),
                Map.of(),
                null,
                entryBase);
    }

    private static Words plain(@Nullable String text) {
        return text == null ? Words.NONE : new Words(text, false);
    }

    private static Words body(JsonNode item) {
        String html = text(item.get("content_html"));
        return html != null
                ? new Words(html, true)
                : plain(first(text(item.get("content_text")), text(item.get("summary"))));
    }

    private Author author(JsonNode item) {
        JsonNode author = firstOf(item.get("authors"), item.get("author"));
        if (author == null) {
            author = firstOf(about.get("authors"), about.get("author"));
        }
        return author == null
                ? Author.UNKNOWN
                : new Author(
                        text(author.get("name")),
                        Links.resolved(base, text(author.get("url"))),
                        Links.resolved(base, text(author.get("avatar"))));
    }

    private static @Nullable JsonNode firstOf(@Nullable JsonNode authors, @Nullable JsonNode author) {
        JsonNode listed = authors != null && authors.isArray() && !authors.isEmpty() ? authors.get(0) : null;
        return listed == null ? author : listed;
    }

    private static List<Media> media(JsonNode item, URI base) {
        List<Media> media = new ArrayList<>();
        for (String name : List.of("image", "banner_image")) {
            String url = Links.resolved(base, text(item.get(name)));
            if (url != null) {
                media.add(new Media(url, "image", null, null, null, null, null));
            }
        }
        JsonNode attachments = item.get("attachments");
        if (attachments != null && attachments.isArray()) {
            for (JsonNode one : attachments) {
                String url = Links.resolved(base, text(one.get("url")));
                if (url != null) {
                    String format = text(one.get("mime_type"));
                    JsonNode size = one.get("size_in_bytes");
                    Long bytes =
                            size != null && size.isNumber() && size.asDouble() < 1e15 ? (long) size.asDouble() : null;
                    String type = EntryMedia.type(null, format, url);
                    media.add(new Media(url, type, null, null, text(one.get("title")), bytes, format));
                }
            }
        }
        return EntryMedia.distinct(media);
    }

    private static List<String> texts(@Nullable JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list != null && list.isArray()) {
            for (JsonNode one : list) {
                String text = text(one);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /// A string that says something, or a number as one.
    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null || !(node.isString() || node.isNumber())) {
            return null;
        }
        String text = node.asString().strip();
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
