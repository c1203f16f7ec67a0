package io.automedia.platforms.rss;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.content.IncomingPost;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Feeds for tests, written for them.
final class TestFeeds {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final URI ADDRESS = URI.create("https://feeds.example/news");

    private TestFeeds() {}

    static byte[] named(String name) {
        try (InputStream in = TestFeeds.class.getResourceAsStream("/feeds/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
    }

    static Reading read(byte[] bytes, @Nullable String contentType) throws InterruptedException {
        return new FeedReader().read(bytes, contentType, ADDRESS);
    }

    static Feed feed(byte[] bytes) throws InterruptedException {
        Reading reading = read(bytes, null);
        assertThat(reading).isInstanceOf(Feed.class);
        return (Feed) reading;
    }

    static Feed feed(String text) throws InterruptedException {
        return feed(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<IncomingPost> posts(Feed feed) {
        EntryPost posts = new EntryPost("feed", ADDRESS.toString(), feed.about(), NOW);
        return feed.entries().stream().map(posts::of).toList();
    }

    /// A feed of RSS 2.0 with these items.
    static String rss(String... items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>" + String.join("\n", items)
                + "</channel></rss>";
    }

    static String item(String id, String title, String date) {
        return "<item><guid isPermaLink=\"false\">" + id + "</guid><title>" + title + "</title><pubDate>" + date
                + "</pubDate></item>";
    }
}
