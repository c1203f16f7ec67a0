package io.automedia.embeddedmongodb.language;

/// A condition on one raw document.
@FunctionalInterface
interface DocumentTest {
    boolean test(byte[] bytes, int document);
}
