package io.automedia.content.importing;

/// One line of a file.
sealed interface Line {
    /// Counted from 1.
    long number();

    /// Its bytes without the line break: the first `length` of `bytes`, until the next line is read.
    @SuppressWarnings("ArrayRecordComponent") // read in place, never compared or kept
    record Bytes(long number, byte[] bytes, int length) implements Line {}

    /// A line longer than is taken; it was passed over without being held.
    record TooLong(long number) implements Line {}

    /// The file can't be read on from here.
    record Broken(long number, String reason) implements Line {}
}
