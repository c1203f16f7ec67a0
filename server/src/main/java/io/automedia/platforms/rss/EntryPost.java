package io.automedia.platforms.rss;

import io.automedia.content.Content;
import io.automedia.content.Content.Hashtag;
import io.automedia.content.Content.Link;
import io.automedia.content.Content.Media;
import io.automedia.content.IncomingPost;
import io.automedia.platforms.rss.Feed.About;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes posts of the entries of one feed.
final class EntryPost {
    private static final int MOST_PARTS = 50;
    private static final int MOST_CATEGORIES = 20;
    private static final int LONGEST_CATEGORY = 100;
    private static final int LONGEST_EXTRA = 500;
    /// Clocks of servers are not that wrong.
    private static final Duration FUTURE = Duration.ofMinutes(15);

    private final String feed;
    private final String source;
    private final About about;
    private final Instant now;

    /// @param feed what `platformId` begins with
    /// @param source the feed's address
    EntryPost(String feed, String source, About about, Instant now) {
        this.feed = feed;
        this.source = source;
        this.about = about;
        this.now = now;
    }

    IncomingPost of(FeedEntry entry) {
        HtmlText body = HtmlText.of(entry.body(), entry.base());
        String title = HtmlText.line(entry.title(), entry.base());
        List<Media> media = media(entry, body);
        Instant stated = FeedDates.parse(entry.published());
        boolean isDated = stated != null && !stated.isAfter(now.plus(FUTURE));
        return IncomingPost.builder(RssConnector.TYPE, platformId(entry.identity()))
                .type(media.stream().anyMatch(one -> "video".equals(one.type())) ? "video" : "post")
                .author(author(entry))
                .text(text(title, body.text()))
                .media(media)
                .links(links(entry, title, body))
                .hashtags(hashtags(entry))
                .engagement(entry.counters())
                .language(entry.language() == null ? about.language() : entry.language())
                .publishedAt(isDated ? stated : null)
                .publiclyReadable(true)
                .extra("feed", source)
                .extra("feedTitle", cut(about.title()))
                .extra("guid", cut(entry.id()))
                .extra("title", title.isEmpty() ? null : cut(title))
                .extra("comments", entry.comments())
                .extra("categories", entry.categories().isEmpty() ? null : categories(entry))
                .extra("statedDate", isDated ? null : cut(entry.published()))
                .build();
    }

    /// The ids that the posts of these entries have.
    List<String> ids(List<String> identities) {
        return identities.stream().map(this::platformId).toList();
    }

    private String platformId(String identity) {
        return feed + ':' + Hashes.text(identity, 32);
    }

    /// Title and body, unless the title only begins what the body says.
    private static String text(String title, String body) {
        String start = title.replaceFirst("\\s*(?:…|\\.\\.\\.|\\[…])$", "");
        boolean repeats = body.replaceAll("\\s+", " ").regionMatches(true, 0, start, 0, start.length());
        if (title.isEmpty() || (repeats && !body.isEmpty())) {
            return body;
        }
        return body.isEmpty() ? title : title + "\n\n" + body;
    }

    private Content.Author author(FeedEntry entry) {
        String site = about.site() == null ? source : about.site();
        String host = URI.create(site).getHost();
        String name =
                entry.author().name() == null ? about.title() : entry.author().name();
        return new Content.Author(
                entry.author().uri(),
                host,
                name == null ? host : name,
                entry.author().avatar() == null ? about.icon() : entry.author().avatar(),
                null,
                null,
                null,
                null);
    }

    private static List<Media> media(FeedEntry entry, HtmlText body) {
        List<Media> media = new ArrayList<>(entry.media());
        media.addAll(body.images());
        return EntryMedia.distinct(media);
    }

    private static List<Link> links(FeedEntry entry, String title, HtmlText body) {
        Map<String, Link> links = new LinkedHashMap<>();
        if (entry.link() != null) {
            links.put(entry.link(), new Link(entry.link(), title.isEmpty() ? null : title, null, null, null));
        }
        body.links().forEach(link -> links.putIfAbsent(link.url(), link));
        return links.values().stream().limit(MOST_PARTS).toList();
    }

    /// Categories are what hashtags are elsewhere: `Machine Learning` is #MachineLearning.
    private static List<Hashtag> hashtags(FeedEntry entry) {
        return categories(entry).stream()
                .map(category -> category.replaceAll("[^\\p{L}\\p{M}\\p{N}_]+", ""))
                .filter(tag -> tag.codePoints().anyMatch(Character::isLetter))
                .distinct()
                .map(tag -> new Hashtag(tag, null))
                .toList();
    }

    private static List<String> categories(FeedEntry entry) {
        return entry.categories().stream()
                .map(category -> category.strip())
                .filter(category -> !category.isEmpty()
                        && category.length() <= LONGEST_CATEGORY
                        && !category.toLowerCase(Locale.ROOT).startsWith("http"))
                .distinct()
                .limit(MOST_CATEGORIES)
                .toList();
    }

    private static @Nullable String cut(@Nullable String extra) {
        return extra == null || extra.length() <= LONGEST_EXTRA ? extra : extra.substring(0, LONGEST_EXTRA);
    }
}
