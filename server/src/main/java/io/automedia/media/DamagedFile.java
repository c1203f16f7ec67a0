package io.automedia.media;

/// A file is not as its kind must be; the message goes on after "The file …".
final class DamagedFile extends RuntimeException {
    DamagedFile(String message) {
        super(message);
    }

    static DamagedFile tooShort() {
        return new DamagedFile("ends too early: it was cut off on its way");
    }
}
