package io.automedia.platforms.rss;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Keeps the few large feeds that are being delivered in pieces, for some minutes, so that they need not be fetched
/// for each piece. What is not here any more is fetched again.
final class RecentDownloads {
    private static final int MOST = 3;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<ObjectId, Kept> downloads = new LinkedHashMap<>();
    private final Clock clock;

    RecentDownloads(Clock clock) {
        this.clock = clock;
    }

    private record Kept(Download download, Instant until) {}

    synchronized @Nullable Download find(ObjectId source, @Nullable String body) {
        forgetOld();
        Kept kept = downloads.get(source);
        return kept != null && kept.download().body().equals(body) ? kept.download() : null;
    }

    synchronized void keep(ObjectId source, Download download) {
        downloads.remove(source);
        forgetOld();
        if (downloads.size() == MOST) {
            downloads.remove(downloads.keySet().iterator().next());
        }
        downloads.put(source, new Kept(download, clock.instant().plus(KEPT)));
    }

    synchronized void forget(ObjectId source) {
        downloads.remove(source);
    }

    private void forgetOld() {
        Instant now = clock.instant();
        downloads.values().removeIf(kept -> kept.until().isBefore(now));
    }
}
