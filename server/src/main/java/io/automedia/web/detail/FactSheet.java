package io.automedia.web.detail;

import io.automedia.content.Content;
import io.automedia.content.ContentMetadata;
import io.automedia.content.LibraryItem;
import io.automedia.content.LibraryPost;
import io.automedia.web.detail.PostPage.Facts;
import io.automedia.web.detail.PostPage.Row;
import io.automedia.web.page.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists what is known of a post: what enrichment understood, and how it arrived.
record FactSheet(Visit visit) {
    private static final int LISTED = 12;

    Facts understood(Content post) {
        List<Row> rows = new ArrayList<>();
        ContentMetadata known = post.metadata();
        if (known.language() != null) {
            add(rows, "language", visit.formats().language(known.language()), search("language", known.language()));
        }
        var sentiment = known.sentiment();
        if (sentiment != null) {
            add(
                    rows,
                    "sentiment",
                    say(
                            "sentiment.value",
                            visit.words().named("sentiment.", sentiment.label()),
                            visit.formats().score(sentiment.score()),
                            visit.formats().percent(sentiment.confidence())),
                    search("sentiment", sentiment.label()));
            add(rows, "emotions", shares(sentiment.emotions()), null);
        }
        add(
                rows,
                "subjects",
                joined(known.topics().stream()
                        .map(ContentMetadata.Subject::name)
                        .toList()),
                null);
        add(rows, "keywords", joined(known.keywords()), null);
        add(
                rows,
                "hashtags",
                joined(post.content().hashtags().stream()
                        .map(tag -> "#" + tag.text())
                        .toList()),
                null);
        if (known.quality() != null) {
            add(
                    rows,
                    "quality",
                    say(
                            "quality.value",
                            visit.formats().decimal(known.quality().score(), 2),
                            joined(known.quality().factors())),
                    null);
        }
        if (known.enrichment() != null && post.processedAt() != null) {
            add(
                    rows,
                    "version",
                    say(
                            "version.value",
                            known.enrichment().version(),
                            visit.formats().exact(post.processedAt())),
                    null);
        }
        return facts("understood", post.processedAt() == null ? List.of() : rows);
    }

    Facts raw(LibraryPost post) {
        Content content = post.content();
        LibraryItem item = post.item();
        List<Row> rows = new ArrayList<>();
        Content.Author author = content.author();
        if (author.username() != null) {
            add(rows, "author", "@" + author.username(), search("author", author.username()));
        }
        if (author.followersCount() != null) {
            add(rows, "followers", visit.formats().number(author.followersCount()), null);
        }
        add(rows, "bio", author.bio(), null);
        add(
                rows,
                "platform",
                visit.words().named("platform.", content.platform()),
                search("platform", content.platform()));
        add(rows, "platformId", content.platformId(), null);
        add(rows, "type", visit.words().named("type.", content.type()), search("type", content.type()));
        add(rows, "published", visit.formats().exact(content.publishedAt()), null);
        add(rows, "collected", visit.formats().exact(content.collectedAt()), null);
        add(rows, "origin", visit.words().of("origin." + lower(item.origin())), null);
        add(rows, "via", visit.words().of("via." + lower(item.via())), null);
        var place = content.metadata().location();
        add(rows, "place", place == null ? null : place.name(), null);
        add(rows, "engagement", counters(content.metadata().engagement()), null);
        for (Content.Link link :
                content.content().links().stream().limit(LISTED).toList()) {
            add(rows, "links", named(link), Outside.address(link.url()));
        }
        return facts("raw", rows);
    }

    /// A title may say anything, so where the link leads stands beside it.
    private static String named(Content.Link link) {
        String address = link.displayUrl() == null ? link.url() : link.displayUrl();
        String title = link.title();
        return title == null || title.isBlank() || title.equals(address) ? address : title + " (" + address + ")";
    }

    private Facts facts(String key, List<Row> rows) {
        return new Facts(visit.words().of("detail." + key), visit.words().of("detail.understood.none"), rows);
    }

    private void add(List<Row> rows, String key, @Nullable String value, @Nullable String href) {
        if (value != null && !value.isBlank()) {
            rows.add(new Row(visit.words().of("detail.fact." + key), value, href));
        }
    }

    private String say(String key, Object... values) {
        return visit.words().of("detail.fact." + key, values);
    }

    private String shares(Map<String, Double> emotions) {
        return new TreeMap<>(emotions)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + visit.formats().decimal(entry.getValue(), 2))
                        .collect(Collectors.joining(", "));
    }

    private String counters(Map<String, Double> engagement) {
        return new TreeMap<>(engagement)
                .entrySet().stream()
                        .map(entry -> visit.words().named("counter.", entry.getKey()) + " "
                                + visit.formats().number(Math.round(entry.getValue())))
                        .collect(Collectors.joining(", "));
    }

    private static String joined(List<String> names) {
        return names.stream().limit(LISTED).collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String search(String name, String value) {
        return "/explore?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
