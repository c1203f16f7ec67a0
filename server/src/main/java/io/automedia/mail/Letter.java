package io.automedia.mail;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mail says: as plain words, so that it can be sent as text and as a page.
///
/// @param subject one line
/// @param paragraphs what is said before the link
/// @param action what the reader can do; null when there is nothing
/// @param notes what is said after it, in smaller print
public record Letter(
        String subject, List<String> paragraphs, @Nullable Action action, List<String> notes) {
    private static final int LONGEST_SUBJECT = 200;

    /// @throws IllegalArgumentException when the subject is not one line
    public Letter {
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The subject of a mail must be one line");
        }
        paragraphs = List.copyOf(paragraphs);
        notes = List.copyOf(notes);
    }

    /// A link, and the words on it.
    public record Action(String label, URI address) {}

    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
