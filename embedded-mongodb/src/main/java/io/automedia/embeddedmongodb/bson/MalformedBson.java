package io.automedia.embeddedmongodb.bson;

/// Bytes that claim to be BSON and are not; the message says what is wrong and where.
public final class MalformedBson extends RuntimeException {
    public MalformedBson(String message) {
        super(message);
    }
}
