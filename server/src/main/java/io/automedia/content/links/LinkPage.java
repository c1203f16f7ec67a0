package io.automedia.content.links;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// What a page said when it was asked: a document of `linkPages` (ours). Its address is not in it, only what tells it
/// from others.
///
/// @param id the SHA-256 hash of its address
/// @param attempts how often it was asked
/// @param askAgainAt when it is asked again; null for not while this is remembered
/// @param expiresAt until when this is remembered
record LinkPage(
        @BsonId String id,
        @Nullable String title,
        @Nullable String description,
        int attempts,
        @Nullable Instant askAgainAt,
        Instant expiresAt) {
    static final Duration REMEMBERED = Duration.ofDays(7);

    /// How long it is left alone after each failure but the last.
    static final List<Duration> PAUSES = List.of(Duration.ofMinutes(15), Duration.ofHours(4));

    /// What is remembered of a page.
    ///
    /// @param before what was remembered of it until now
    static LinkPage of(String address, @Nullable LinkPage before, Heard heard, Instant now) {
        int attempts = before == null ? 1 : before.attempts + 1;
        String id = id(address);
        Instant until = now.plus(REMEMBERED);
        return switch (heard) {
            case Heard.Page(PageHead head) -> new LinkPage(id, head.title(), head.description(), attempts, null, until);
            case Heard.Nothing() -> new LinkPage(id, null, null, attempts, null, until);
            case Heard.Silence() -> new LinkPage(id, null, null, attempts, pause(attempts, now), until);
        };
    }

    private static @Nullable Instant pause(int attempts, Instant now) {
        return attempts > PAUSES.size() ? null : now.plus(PAUSES.get(attempts - 1));
    }

    boolean isToBeAsked(Instant now) {
        return askAgainAt != null && !askAgainAt.isAfter(now);
    }

    static String id(String address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
