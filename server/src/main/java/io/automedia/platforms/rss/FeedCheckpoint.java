package io.automedia.platforms.rss;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// How far a feed was delivered.
///
/// @param feed what the `platformId` of its entries begins with; stays when the feed moves
/// @param etag of the last download that was delivered whole
/// @param lastModified of the same
/// @param body what tells the last download from others
/// @param more whether a part of it is still to be delivered
/// @param pause how long the feed asked to be left alone
record FeedCheckpoint(
        String feed,
        @Nullable String etag,
        @Nullable String lastModified,
        @Nullable String body,
        boolean more,
        @Nullable Duration pause,
        Seen seen) {
    private static final int KEY = 16;

    static FeedCheckpoint of(@Nullable Document stored, String address) {
        if (stored == null) {
            return new FeedCheckpoint(key(address), null, null, null, false, null, Seen.of(null));
        }
        Integer pause = stored.get("pause") instanceof Integer seconds ? seconds : null;
        return new FeedCheckpoint(
                stored.get("feed") instanceof String feed ? feed : key(address),
                stored.get("etag") instanceof String etag ? etag : null,
                stored.get("lastModified") instanceof String date ? date : null,
                stored.get("body") instanceof String body ? body : null,
                Boolean.TRUE.equals(stored.get("more")),
                pause == null ? null : Duration.ofSeconds(pause),
                Seen.of(stored.get("seen") instanceof Binary binary ? binary : null));
    }

    /// The same for http and https, so that a feed that becomes secure stays the same.
    private static String key(String address) {
        return Hashes.text(address.replaceFirst("^https?:", ""), KEY);
    }

    Document stored() {
        Document document = new Document("feed", feed);
        put(document, "etag", etag);
        put(document, "lastModified", lastModified);
        put(document, "body", body);
        put(document, "more", more ? true : null);
        put(document, "pause", pause == null ? null : (int) pause.toSeconds());
        return document.append("seen", seen.stored());
    }

    private static void put(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }

    /// What a server needs to know to say that nothing has changed.
    Map<String, String> conditions() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (etag != null && !more) {
            headers.put("If-None-Match", etag);
        }
        if (lastModified != null && !more) {
            headers.put("If-Modified-Since", lastModified);
        }
        return headers;
    }

    /// After a piece of a download.
    FeedCheckpoint after(Download download, Seen delivered, boolean stillMore) {
        boolean isWhole = !stillMore && download.isComplete();
        return new FeedCheckpoint(
                feed,
                isWhole ? download.etag() : null,
                isWhole ? download.lastModified() : null,
                download.body(),
                stillMore,
                download.pause(),
                delivered);
    }
}
