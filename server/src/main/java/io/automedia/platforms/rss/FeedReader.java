package io.automedia.platforms.rss;

import io.automedia.outgoing.WebText;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Reads whatever a server answered as a feed, of any kind. Large ones are read one at a time, so that many feeds
/// at once need no more memory than one.
final class FeedReader {
    /// Entries beyond these are left out.
    static final int MOST_ENTRIES = 20_000;

    private static final int LARGE = 1_000_000;
    private final Semaphore large = new Semaphore(1);

    /// @param base the address that answered
    Reading read(byte[] bytes, @Nullable String contentType, URI base) throws InterruptedException {
        if (bytes.length < LARGE) {
            return read(WebText.of(bytes, contentType), base);
        }
        large.acquire();
        try {
            return read(WebText.of(bytes, contentType), base);
        } finally {
            large.release();
        }
    }

    private static Reading read(String text, URI base) {
        String beginning = text.stripLeading();
        if (beginning.isEmpty()) {
            return new Reading.Nothing("answers with nothing");
        }
        Reading reading = beginning.startsWith("{") ? JsonFeedReader.read(text, base) : XmlFeedReader.read(text, base);
        return reading instanceof Feed feed ? distinct(feed) : reading;
    }

    /// Each entry once: of the same entry several times the newest, or the first. Where one id is on entries with
    /// different links, it does not tell them apart.
    private static Feed distinct(Feed feed) {
        Map<String, String> linkOf = new HashMap<>();
        Map<String, Boolean> isShared = new HashMap<>();
        for (FeedEntry entry : feed.entries()) {
            String known = linkOf.putIfAbsent(entry.identity(), String.valueOf(entry.link()));
            if (known != null && !known.equals(String.valueOf(entry.link()))) {
                isShared.put(entry.identity(), true);
            }
        }
        Map<String, FeedEntry> entries =
                LinkedHashMap.newLinkedHashMap(feed.entries().size());
        for (FeedEntry entry : feed.entries()) {
            FeedEntry one = isShared.containsKey(entry.identity()) ? withLinkInId(entry) : entry;
            entries.merge(one.identity(), one, FeedReader::newer);
        }
        List<FeedEntry> kept = new ArrayList<>(entries.values());
        int tooMany = Math.max(0, kept.size() - MOST_ENTRIES);
        return new Feed(
                feed.about(),
                kept.subList(0, kept.size() - tooMany),
                feed.deleted(),
                feed.skipped() + tooMany,
                feed.complete(),
                feed.pause());
    }

    private static FeedEntry newer(FeedEntry one, FeedEntry other) {
        String first = Objects.requireNonNullElse(one.updated(), "");
        String second = Objects.requireNonNullElse(other.updated(), "");
        return second.compareTo(first) > 0 ? other : one;
    }

    private static FeedEntry withLinkInId(FeedEntry entry) {
        return new FeedEntry(
                entry.identity() + '\n' + entry.link(),
                entry.link(),
                entry.title(),
                entry.body(),
                entry.author(),
                entry.categories(),
                entry.published(),
                entry.updated(),
                entry.media(),
                entry.language(),
                entry.counters(),
                entry.comments(),
                entry.base());
    }
}
