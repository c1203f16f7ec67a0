package io.automedia.embeddedmongodb.copy;

/// Why nothing, or nothing more, is copied: a sentence that says what to do.
final class CopyRefused extends RuntimeException {
    CopyRefused(String sentence) {
        super(sentence);
    }
}
