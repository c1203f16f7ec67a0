package io.automedia.mail;

import java.time.Instant;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A mail, as `mails` keeps it.
///
/// @param facts what its writer needs to know
/// @param attempts how often it was tried
/// @param dueAt when it is tried next
/// @param giveUpAt from when on it is not worth sending
/// @param subject null before it was written
/// @param letter encrypted, and only of one that nobody could be sent; null for all others
/// @param error why the last attempt failed; null when none did
/// @param expiresAt when nothing is known of it any more
public record Mail(
        @BsonId ObjectId id,
        String kind,
        String to,
        String language,
        Map<String, String> facts,
        MailStatus status,
        int attempts,
        Instant dueAt,
        Instant giveUpAt,
        @Nullable String subject,
        @Nullable String letter,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant sentAt,
        Instant expiresAt) {
    public Mail {
        facts = facts == null ? Map.of() : Map.copyOf(facts);
    }

    @Override
    public String toString() {
        return "Mail[" + id.toHexString() + "]";
    }
}
