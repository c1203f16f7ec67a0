package io.automedia.shared;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.bson.types.ObjectId;

/// A place in a sorted list: the sort value of the last thing seen, and its id. It stays valid while things are added
/// and removed.
/// Written as URL-safe text that callers pass back unread.
public record Cursor(String sortedBy, String value, ObjectId id) {
    private static final char SEPARATOR = '\n';

    /// Reads what [#toString()] wrote.
    ///
    /// @throws ProblemException (`Invalid`) when it is something else
    public static Cursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                    .split(String.valueOf(SEPARATOR), -1);
            if (parts.length == 3 && ObjectId.isValid(parts[2])) {
                return new Cursor(parts[0], parts[1], new ObjectId(parts[2]));
            }
        } catch (IllegalArgumentException notBase64) {
            // answered below like any other text that is no cursor
        }
        throw Problem.invalid("after", "is not a cursor that this list gave out")
                .exception();
    }

    /// The moment in a cursor of a list that is sorted by time, in milliseconds since 1970.
    ///
    /// @param field what that list is sorted by
    /// @throws ProblemException (`Invalid`) when it is a cursor of another list
    public Instant moment(String field) {
        try {
            if (sortedBy.equals(field)) {
                return Instant.ofEpochMilli(Long.parseLong(value));
            }
        } catch (NumberFormatException forged) {
            // answered below like a cursor of another list
        }
        throw Problem.invalid("after", "belongs to another list").exception();
    }

    @Override
    public String toString() {
        String plain = sortedBy + SEPARATOR + value + SEPARATOR + id.toHexString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
