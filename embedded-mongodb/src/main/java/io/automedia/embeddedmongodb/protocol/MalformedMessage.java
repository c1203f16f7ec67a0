package io.automedia.embeddedmongodb.protocol;

/// Bytes that are no message of the protocol: the connection is closed, as mongod does.
final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedMessage(String reason) {
        super(reason);
    }
}
