package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.ByteBuffer;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/// Documents from extended JSON and back, for readable tests.
final class Shell {
    private Shell() {}

    static RawDocument raw(String json) {
        ByteBuffer buffer = new RawBsonDocument(BsonDocument.parse(json), new BsonDocumentCodec())
                .getByteBuffer()
                .asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return RawDocument.of(bytes);
    }

    static BsonDocument parsed(RawDocument document) {
        return new RawBsonDocument(document.toBytes()).decode(new BsonDocumentCodec());
    }
}
