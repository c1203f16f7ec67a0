package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.RawDocument;

/// Messages as bytes, as a client sends them.
final class TestMessages {
    private TestMessages() {}

    static byte[] hello(int requestId) {
        return message(
                requestId, new BsonBuilder().add("hello", 1).add("$db", "admin").build(), new byte[0]);
    }

    /// @param more sections behind the body
    static byte[] message(int requestId, RawDocument body, byte[] more) {
        byte[] bytes = new byte[21 + body.length() + more.length];
        LittleEndian.writeInt(bytes, 0, bytes.length);
        LittleEndian.writeInt(bytes, 4, requestId);
        LittleEndian.writeInt(bytes, 12, WireMessage.OP_MSG);
        System.arraycopy(body.toBytes(), 0, bytes, 21, body.length());
        System.arraycopy(more, 0, bytes, 21 + body.length(), more.length);
        return bytes;
    }
}
