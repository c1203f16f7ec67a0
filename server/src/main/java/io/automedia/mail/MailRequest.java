package io.automedia.mail;

import java.time.Duration;
import java.util.Map;
import org.bson.types.ObjectId;

/// A mail that is wanted. What it says is written when it is sent, so that nothing secret lies in the
/// queue, and what is true then is said.
///
/// @param id of the mail, the same in each attempt to send it
/// @param attempt which attempt this is, from 1; 0 before the first
/// @param kind who writes it ([MailWriter#kinds()]), such as `password-reset`
/// @param to the address
/// @param language of the reader, as in `en` or `zh-CN`, as far as it is known now
/// @param facts what its writer needs to know; no secrets
/// @param goodFor how long it is worth sending
public record MailRequest(
        ObjectId id,
        int attempt,
        String kind,
        String to,
        String language,
        Map<String, String> facts,
        Duration goodFor) {
    private static final int LONGEST = 254;

    /// @throws IllegalArgumentException when the address can't be one
    public MailRequest {
        if (to.isBlank() || to.length() > LONGEST || to.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A mail goes to one address");
        }
        facts = Map.copyOf(facts);
    }

    /// One that is wanted now.
    public MailRequest(String kind, String to, String language, Map<String, String> facts, Duration goodFor) {
        this(new ObjectId(), 0, kind, to, language, facts, goodFor);
    }

    @Override
    public String toString() {
        return "MailRequest[" + kind + "]";
    }
}
