package io.automedia.embeddedmongodb.language;

/// A condition on one value where it lies.
@FunctionalInterface
interface ElementTest {
    /// The type of a value that is not there.
    byte MISSING = 0;

    boolean test(byte type, byte[] bytes, int value);
}
