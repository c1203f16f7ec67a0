package io.automedia.platforms;

import io.automedia.platforms.MonitoredSource.Counts;
import io.automedia.platforms.MonitoredSource.Day;
import io.automedia.platforms.MonitoredSource.Gap;
import io.automedia.updates.PendingUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The one write that ends a fetch: checkpoint, counts, state, when to look again, and what is announced of it.
final class Settlement {
    private static final Duration BETWEEN_ANNOUNCEMENTS = Duration.ofSeconds(5);
    private static final int GAPS_KEPT = 20;

    private final MonitoredSource source;
    private final Instant now;
    /// What each field becomes; null for absent.
    private final SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();

    private SourceStatus status;
    private long stored;
    private @Nullable String problem;

    Settlement(MonitoredSource source, Instant now) {
        this.source = source;
        this.now = now;
        this.status = source.status();
        fields.put("lease", null);
    }

    Settlement status(SourceStatus value) {
        status = value;
        fields.put("status", value);
        return this;
    }

    /// When it is fetched next; null when it waits for its owner.
    Settlement next(@Nullable Instant dueAt) {
        fields.put("dueAt", dueAt);
        return this;
    }

    Settlement count(Counts more) {
        fields.put("counts", source.counts().plus(more));
        return this;
    }

    /// Something went wrong; `reason` is for its owner.
    Settlement problem(String reason) {
        problem = reason;
        fields.put("lastError", new Platform.LastError(reason, now));
        fields.put("attempts", source.attempts() + 1);
        return this;
    }

    /// The fetch went well and its posts are stored.
    ///
    /// @param day the day of its owner's calendar
    /// @param checkpoint null keeps the former one
    /// @param again when it is to be fetched again; null at once, since there is more
    Settlement synced(long newPosts, String day, @Nullable Document checkpoint, @Nullable Instant again) {
        stored = newPosts;
        Day today = source.today();
        long before = today != null && today.date().equals(day) ? today.stored() : 0;
        if (newPosts > 0) {
            fields.put("today", new Day(day, before + newPosts));
        }
        if (checkpoint != null) {
            fields.put("checkpoint", checkpoint);
        }
        if (again != null) {
            fields.put("lastSync", now);
            fields.put("expectedAt", again);
        }
        fields.put("arriving", null);
        fields.put("attempts", 0);
        return this;
    }

    /// Its newest post, and how late its newest live one came.
    Settlement newest(@Nullable Instant publishedAt, @Nullable Duration lag) {
        Instant known = source.lastPostAt();
        if (publishedAt != null && (known == null || publishedAt.isAfter(known))) {
            fields.put("lastPostAt", publishedAt);
        }
        if (lag != null) {
            fields.put("lagSeconds", Math.max(0, lag.toSeconds()));
        }
        return this;
    }

    /// Notes it when nobody looked for longer than was intended, by more than two intervals.
    Settlement gap(Duration interval) {
        Instant last = source.lastSync();
        Instant expected = source.expectedAt();
        Duration late = interval.multipliedBy(2).plusMinutes(1);
        if (last != null && now.isAfter((expected == null ? last.plus(interval) : expected).plus(late))) {
            List<Gap> gaps = new ArrayList<>(source.gaps());
            gaps.add(new Gap(last, now, reason(last)));
            fields.put("gaps", gaps.subList(Math.max(0, gaps.size() - GAPS_KEPT), gaps.size()));
        }
        return this;
    }

    private String reason(Instant last) {
        if (source.liveSince().isAfter(last)) {
            return "paused";
        }
        return source.attempts() > 0 ? "failed" : "down";
    }

    Settlement movedTo(String value) {
        fields.put("value", value);
        return this;
    }

    /// It moved to what its owner monitors already.
    Settlement mergedInto(String value) {
        fields.remove("value");
        return status(SourceStatus.ENDED)
                .problem("It has moved to " + value + ", which is followed already.")
                .next(null);
    }

    /// Whether its owner is told: when the state changed, or when he was told nothing for some seconds.
    boolean announces() {
        Instant told = source.announcedAt();
        return status != source.status()
                || told == null
                || !told.plus(BETWEEN_ANNOUNCEMENTS).isAfter(now);
    }

    /// The parts of the write.
    Bson[] changes() {
        List<Bson> all = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            Object value = field.getValue();
            all.add(
                    value == null
                            ? com.mongodb.client.model.Updates.unset(field.getKey())
                            : com.mongodb.client.model.Updates.set(field.getKey(), value));
        }
        if (announces()) {
            all.add(com.mongodb.client.model.Updates.set("announcedAt", now));
            all.add(PendingUpdate.push(List.of(announcement())));
        }
        return all.toArray(Bson[]::new);
    }

    private PendingUpdate announcement() {
        Document data = new Document("platformId", source.platformId())
                .append("platform", source.type())
                .append("sourceId", source.id())
                .append("title", source.title())
                .append("status", status.name().toLowerCase(Locale.ROOT))
                .append("stored", stored)
                .append("at", Date.from(now))
                .append("error", problem);
        return new PendingUpdate("platform:status:" + source.lease(), "platform:status", source.userId(), data, now);
    }
}
