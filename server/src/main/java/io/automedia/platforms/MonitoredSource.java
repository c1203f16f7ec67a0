package io.automedia.platforms;

import io.automedia.access.Owned;
import io.automedia.content.PostKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Something a person monitors: a document of the collection `platformSources`. What a fetch changes about it, and
/// what is announced of that, is one write.
///
/// @param value its canonical form
/// @param isActive false while its owner has paused it
/// @param dueAt when it is fetched next; while somebody fetches, when his lease ends; null when it waits for its owner
/// @param lease names the fetch that runs
/// @param askedAt when it was asked last
/// @param lastSync when the last fetch went well
/// @param expectedAt when it was to be fetched again after that
/// @param lastPostAt when its newest post was published
/// @param liveSince what was published before this is history
/// @param today what came on a day of its owner's calendar
/// @param lagSeconds from the publication of its newest live post until it was here
/// @param gaps times in which nobody looked, the newest last
/// @param attempts failures since the last fetch that went well
/// @param arriving posts that are being stored and were not there before: they are counted once, whatever happens
/// @param removedAt when its owner removed it; for a while he can take that back
/// @param version grows with every change that its owner makes
public record MonitoredSource(
        @BsonId ObjectId id,
        ObjectId userId,
        ObjectId platformId,
        String type,
        SourceKind kind,
        String value,
        String title,
        boolean isActive,
        SourceStatus status,
        @Nullable Document checkpoint,
        @Nullable Instant dueAt,
        @Nullable ObjectId lease,
        @Nullable Instant askedAt,
        @Nullable Instant lastSync,
        @Nullable Instant expectedAt,
        @Nullable Instant lastPostAt,
        Instant liveSince,
        Counts counts,
        @Nullable Day today,
        @Nullable Long lagSeconds,
        List<Gap> gaps,
        Platform.@Nullable LastError lastError,
        int attempts,
        List<PostKey> arriving,
        @Nullable Instant announcedAt,
        @Nullable Instant removedAt,
        Instant createdAt,
        Instant updatedAt,
        @BsonProperty("__v") long version)
        implements Owned {
    @SuppressWarnings("ConstantValue") // documents leave out what is empty
    public MonitoredSource {
        title = title == null ? "" : title;
        counts = counts == null ? Counts.NONE : counts;
        gaps = gaps == null ? List.of() : List.copyOf(gaps);
        arriving = arriving == null ? List.of() : List.copyOf(arriving);
    }

    /// A source that is fetched as soon as somebody has time.
    static MonitoredSource pending(Platform platform, FoundSource found, Instant now) {
        return new MonitoredSource(
                new ObjectId(),
                platform.userId(),
                platform.id(),
                platform.type(),
                found.kind(),
                found.value(),
                found.title(),
                true,
                SourceStatus.PENDING,
                found.checkpoint(),
                now,
                null,
                null,
                null,
                null,
                null,
                now,
                Counts.NONE,
                null,
                null,
                List.of(),
                null,
                0,
                List.of(),
                null,
                null,
                now,
                now,
                0);
    }

    /// As its connector sees it.
    Source source() {
        return new Source(id, kind, value, checkpoint);
    }

    /// What was counted since it was added.
    ///
    /// @param asked fetches that were answered or failed
    /// @param fetched posts that came
    /// @param stored those of them that were new in the owner's library
    /// @param skipped those that could not be read or kept, or that the settings leave out
    /// @param failed fetches that failed
    public record Counts(long asked, long fetched, long stored, long skipped, long failed) {
        /// Nothing yet.
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    asked + more.asked,
                    fetched + more.fetched,
                    stored + more.stored,
                    skipped + more.skipped,
                    failed + more.failed);
        }
    }

    /// How many new posts came on a day, such as `2026-01-15`.
    public record Day(String date, long stored) {
        /// What came on this day.
        long on(LocalDate day) {
            return date.equals(day.toString()) ? stored : 0;
        }
    }

    /// A time in which nobody looked, so that posts may be missing.
    ///
    /// @param reason `failed`, `paused` or `down`
    public record Gap(Instant from, Instant to, String reason) {}
}
