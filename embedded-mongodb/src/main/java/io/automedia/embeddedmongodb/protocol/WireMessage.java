package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.BsonCheck;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.MalformedBson;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// A message as it came. Only OP_MSG and the OP_QUERY of an old handshake are spoken; compression is never negotiated.
sealed interface WireMessage {
    int OP_REPLY = 1;
    int OP_QUERY = 2004;
    int OP_MSG = 2013;

    int requestId();

    /// OP_MSG with its body and document sequences.
    record Message(int requestId, boolean wantsReply, RawDocument body, Map<String, List<RawDocument>> sequences)
            implements WireMessage {
        Command command(long connectionId) {
            ElementCursor cursor = body.cursor();
            String name = cursor.next() ? cursor.name() : "";
            RawValue database = body.get("$db");
            if (database == null || database.type() != ElementType.STRING) {
                throw MongoError.location(40571, "OP_MSG requests require a $db argument");
            }
            return new Command(name, database.asString(), body, sequences, connectionId);
        }
    }

    /// OP_QUERY; `collection` is the full name, such as `admin.$cmd`.
    record Query(int requestId, String collection, RawDocument query) implements WireMessage {}

    /// A message whose frame is right and whose content is not: answered with the error.
    record Broken(int requestId, MongoError error) implements WireMessage {}

    static WireMessage parse(byte[] bytes) throws MalformedMessage {
        int requestId = LittleEndian.readInt(bytes, 4);
        int operation = LittleEndian.readInt(bytes, 12);
        try {
            return switch (operation) {
                case OP_MSG -> message(bytes, requestId);
                case OP_QUERY -> query(bytes, requestId);
                default -> throw new MalformedMessage("operation " + operation + " is not spoken here");
            };
        } catch (MalformedBson malformed) {
            String reason = String.valueOf(malformed.getMessage());
            return new Broken(requestId, new MongoError(ErrorCode.INVALID_BSON, reason));
        }
    }

    private static WireMessage message(byte[] bytes, int requestId) throws MalformedMessage {
        if (bytes.length < 20) {
            throw new MalformedMessage("OP_MSG without flags");
        }
        int flags = LittleEndian.readInt(bytes, 16);
        boolean checksum = (flags & 1) != 0;
        boolean moreToCome = (flags & 2) != 0;
        if ((flags & 0xfffc) != 0) {
            throw new MalformedMessage("OP_MSG with unknown required flags " + Integer.toHexString(flags));
        }
        int end = checksum ? bytes.length - 4 : bytes.length;
        if (checksum && !isChecksumRight(bytes, end)) {
            throw new MalformedMessage("OP_MSG with a wrong checksum");
        }
        RawDocument body = null;
        Map<String, List<RawDocument>> sequences = new HashMap<>();
        int offset = 20;
        while (offset < end) {
            byte kind = bytes[offset++];
            if (kind == 0 && body == null) {
                body = document(bytes, offset, end);
                offset += body.length();
            } else if (kind == 1) {
                offset = sequence(bytes, offset, end, sequences);
            } else {
                throw new MalformedMessage("OP_MSG with an unexpected section of kind " + kind);
            }
        }
        if (body == null) {
            throw new MalformedMessage("OP_MSG without a body");
        }
        return new Message(requestId, !moreToCome, body, sequences);
    }

    private static boolean isChecksumRight(byte[] bytes, int end) {
        if (end < 20) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        return (int) crc.getValue() == LittleEndian.readInt(bytes, end);
    }

    private static int sequence(byte[] bytes, int start, int end, Map<String, List<RawDocument>> sequences)
            throws MalformedMessage {
        if (end - start < 5) {
            throw new MalformedMessage("document sequence without a size");
        }
        int size = LittleEndian.readInt(bytes, start);
        if (size < 5 || size > end - start) {
            throw new MalformedMessage("document sequence of impossible size " + size);
        }
        int sequenceEnd = start + size;
        int nameEnd = zero(bytes, start + 4, sequenceEnd);
        String name = new String(bytes, start + 4, nameEnd - start - 4, StandardCharsets.UTF_8);
        List<RawDocument> documents = new ArrayList<>();
        int offset = nameEnd + 1;
        while (offset < sequenceEnd) {
            RawDocument document = document(bytes, offset, sequenceEnd);
            documents.add(document);
            offset += document.length();
        }
        if (sequences.put(name, List.copyOf(documents)) != null) {
            throw new MalformedMessage("two document sequences named " + name);
        }
        return sequenceEnd;
    }

    private static WireMessage query(byte[] bytes, int requestId) throws MalformedMessage {
        int nameEnd = zero(bytes, 20, bytes.length);
        String collection = new String(bytes, 20, nameEnd - 20, StandardCharsets.UTF_8);
        return new Query(requestId, collection, document(bytes, nameEnd + 9, bytes.length));
    }

    private static RawDocument document(byte[] bytes, int offset, int end) throws MalformedMessage {
        if (end - offset < 5) {
            throw new MalformedMessage("message ends where a document should be");
        }
        return BsonCheck.document(bytes, offset, end - offset);
    }

    private static int zero(byte[] bytes, int start, int end) throws MalformedMessage {
        for (int i = start; i < end; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        throw new MalformedMessage("name without an end");
    }
}
