package io.automedia.content;

/// A post can't be kept; the message is a sentence for the person who brought it.
final class Unacceptable extends RuntimeException {
    Unacceptable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
