package io.automedia.platforms.rss;

import io.automedia.platforms.rss.Download.Known;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// Which entries of a feed were delivered, and with what content: 16 bytes each, for all that stand in the feed and the
/// 500 that left it last, since feeds waver.
final class Seen {
    private static final int GONE_REMEMBERED = 500;
    private static final int BYTES = 2 * Long.BYTES;

    private final Map<Long, Long> contentOf;

    private Seen(Map<Long, Long> contentOf) {
        this.contentOf = contentOf;
    }

    static Seen of(@Nullable Binary stored) {
        Map<Long, Long> contentOf = new LinkedHashMap<>();
        if (stored != null) {
            ByteBuffer bytes = ByteBuffer.wrap(stored.getData());
            while (bytes.remaining() >= BYTES) {
                contentOf.put(bytes.getLong(), bytes.getLong());
            }
        }
        return new Seen(contentOf);
    }

    /// Whether it was delivered as it is.
    boolean contains(Known entry) {
        Long content = contentOf.get(entry.id());
        return content != null && content == entry.content();
    }

    /// With these delivered too.
    Seen with(List<Known> delivered) {
        Map<Long, Long> more = new LinkedHashMap<>(contentOf);
        delivered.forEach(entry -> more.put(entry.id(), entry.content()));
        return new Seen(more);
    }

    /// Without these ids: should they come back, they are new.
    Seen without(List<String> deleted) {
        Map<Long, Long> fewer = new LinkedHashMap<>(contentOf);
        deleted.forEach(id -> fewer.remove(Hashes.number(id)));
        return new Seen(fewer);
    }

    /// Without what left the feed long ago.
    Seen trimmedTo(List<Known> present) {
        Set<Long> ids = present.stream().map(Known::id).collect(Collectors.toSet());
        Map<Long, Long> kept = new LinkedHashMap<>();
        int gone = contentOf.size()
                - (int) contentOf.keySet().stream().filter(ids::contains).count();
        int forgotten = Math.max(0, gone - GONE_REMEMBERED);
        for (Map.Entry<Long, Long> one : contentOf.entrySet()) {
            if (!ids.contains(one.getKey()) && forgotten-- <= 0) {
                kept.put(one.getKey(), one.getValue());
            }
        }
        contentOf.forEach((id, content) -> {
            if (ids.contains(id)) {
                kept.put(id, content);
            }
        });
        return new Seen(kept);
    }

    Binary stored() {
        ByteBuffer bytes = ByteBuffer.allocate(contentOf.size() * BYTES);
        contentOf.forEach((id, content) -> bytes.putLong(id).putLong(content));
        return new Binary(bytes.array());
    }
}
