package io.automedia.content.importing;

/// An entry isn't a post; the message is a sentence that says why.
final class UnreadableEntry extends Exception {
    UnreadableEntry(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
