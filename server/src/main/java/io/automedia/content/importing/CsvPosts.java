package io.automedia.content.importing;

import io.automedia.content.Content;
import io.automedia.content.IncomingPost;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A file of comma-separated values whose first row names the columns, by the names of the schema with or
/// without the path before them. Columns with other names are kept beside the post.
final class CsvPosts implements EntrySource {
    private static final List<String> COUNTERS =
            List.of("likes", "retweets", "replies", "views", "quoteTweets", "bookmarks", "score");
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("id", "platformId"),
            Map.entry("postid", "platformId"),
            Map.entry("author", "author.username"),
            Map.entry("username", "author.username"),
            Map.entry("authorusername", "author.username"),
            Map.entry("authorid", "author.id"),
            Map.entry("displayname", "author.displayName"),
            Map.entry("authordisplayname", "author.displayName"),
            Map.entry("authorname", "author.displayName"),
            Map.entry("verified", "author.verified"),
            Map.entry("authorverified", "author.verified"),
            Map.entry("followers", "author.followersCount"),
            Map.entry("followerscount", "author.followersCount"),
            Map.entry("authorfollowerscount", "author.followersCount"),
            Map.entry("content", "text"),
            Map.entry("contenttext", "text"),
            Map.entry("message", "text"),
            Map.entry("url", "links"),
            Map.entry("link", "links"),
            Map.entry("contentlinks", "links"),
            Map.entry("contentmedia", "media"),
            Map.entry("metadatalanguage", "language"),
            Map.entry("lang", "language"),
            Map.entry("date", "publishedAt"),
            Map.entry("createdat", "publishedAt"),
            Map.entry("timestamp", "publishedAt"),
            Map.entry("shares", "retweets"),
            Map.entry("reposts", "retweets"),
            Map.entry("comments", "replies"),
            Map.entry("favorites", "likes"));
    private static final List<String> NAMES = List.of(
            "platform", "platformId", "type", "text", "links", "media", "language", "publishedAt", "tags", "hashtags");

    private final InputStream input;
    private final CsvRows rows;
    private final JsonMapper mapper;
    private @Nullable List<String> columns;
    private boolean own;

    CsvPosts(InputStream input, JsonMapper mapper) {
        this.input = input;
        this.mapper = mapper;
        this.rows = new CsvRows(new Lines(input, true));
    }

    @Override
    public @Nullable Entry next() throws IOException {
        List<String> names = columns;
        if (names == null) {
            CsvRows.Row header = rows.next();
            if (header == null) {
                return null;
            }
            if (header.problem() != null) {
                return new Entry.Refused(header.line(), header.problem());
            }
            own = header.values().contains(OwnRows.MARK);
            names = own
                    ? header.values()
                    : header.values().stream().map(CsvPosts::column).toList();
            columns = names;
        }
        CsvRows.Row row = rows.next();
        if (row == null) {
            return null;
        }
        if (row.problem() != null) {
            return new Entry.Refused(row.line(), row.problem());
        }
        try {
            return new Entry.Found(
                    row.line(),
                    own ? JsonPosts.post(OwnRows.post(names, row.values(), mapper)) : post(names, row.values()));
        } catch (UnreadableEntry unreadable) {
            return new Entry.Refused(row.line(), unreadable.reason());
        }
    }

    /// What a column means: a name of ours, `engagement.…`, or its own name.
    private static String column(String header) {
        String given = header.strip();
        String bare = given.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
        String other = OTHER_NAMES.get(bare);
        String counter = given.replaceFirst("^(metadata\\.)?engagement\\.", "");
        return Stream.concat(NAMES.stream(), COUNTERS.stream())
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(bare))
                .findFirst()
                .map(name -> COUNTERS.contains(name) ? "engagement." + name : name)
                .orElse(
                        other == null
                                ? (counter.equals(given) ? given : "engagement." + counter)
                                : (COUNTERS.contains(other) ? "engagement." + other : other));
    }

    private static IncomingPost post(List<String> columns, List<String> values) throws UnreadableEntry {
        if (values.size() > columns.size()) {
            throw new UnreadableEntry("The row has more values than there are columns.");
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isBlank()) {
                row.putIfAbsent(columns.get(i), values.get(i));
            }
        }
        IncomingPost.Builder post = IncomingPost.builder(take(row, "platform"), take(row, "platformId"))
                .type(row.remove("type"))
                .author(author(row))
                .text(row.getOrDefault("text", ""))
                .links(split(row.remove("links")).stream().map(Content.Link::to).toList())
                .media(split(row.remove("media")).stream()
                        .map(url -> new Content.Media(url, null, null, null, null, null, null))
                        .toList())
                .language(row.remove("language"))
                .publishedAt(time(row.remove("publishedAt")))
                .tags(split(row.remove("tags")))
                .hashtags(hashtags(row.remove("hashtags")));
        row.remove("text");
        Map<String, Number> engagement = new LinkedHashMap<>();
        for (Map.Entry<String, String> left : row.entrySet()) {
            if (left.getKey().startsWith("engagement.")) {
                engagement.put(left.getKey().substring("engagement.".length()), number(left));
            } else {
                post.extra(left.getKey(), left.getValue());
            }
        }
        return post.engagement(engagement).build();
    }

    private static String take(Map<String, String> row, String name) throws UnreadableEntry {
        String value = row.remove(name);
        if (value == null) {
            throw new UnreadableEntry("The field " + name + " is missing.");
        }
        return value;
    }

    private static Content.Author author(Map<String, String> row) throws UnreadableEntry {
        String verified = row.remove("author.verified");
        String followers = row.remove("author.followersCount");
        return new Content.Author(
                row.remove("author.id"),
                row.remove("author.username"),
                row.remove("author.displayName"),
                null,
                verified == null ? null : Boolean.valueOf(verified.strip()),
                followers == null
                        ? null
                        : Long.valueOf(number(Map.entry("author.followersCount", followers))
                                .longValue()),
                null,
                null);
    }

    private static @Nullable List<Content.Hashtag> hashtags(@Nullable String value) {
        return value == null
                ? null
                : split(value).stream()
                        .map(tag -> new Content.Hashtag(tag, null))
                        .toList();
    }

    private static List<String> split(@Nullable String value) {
        List<String> parts = new ArrayList<>();
        if (value != null) {
            for (String part : value.split("[|;\\s,]+", -1)) {
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    private static Number number(Map.Entry<String, String> field) throws UnreadableEntry {
        try {
            return Double.valueOf(field.getValue().strip());
        } catch (NumberFormatException notANumber) {
            throw new UnreadableEntry("The field " + field.getKey() + " is not a number.");
        }
    }

    private static @Nullable Instant time(@Nullable String text) throws UnreadableEntry {
        try {
            return text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeParseException notATime) {
            throw new UnreadableEntry("The field publishedAt is not a time such as 2024-01-15T09:30:00Z.");
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
