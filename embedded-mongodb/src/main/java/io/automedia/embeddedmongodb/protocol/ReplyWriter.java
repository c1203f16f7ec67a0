package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the replies of one connection, one after the other, in the same memory. Documents of a batch are copied as
/// they are, once.
final class ReplyWriter {
    private static final AtomicInteger REQUEST_IDS = new AtomicInteger();
    private static final int MOST_KEPT = 64 << 10;
    private static final int DOUBLE = 1;
    private static final int STRING = 2;
    private static final int DOCUMENT = 3;
    private static final int ARRAY = 4;
    private static final int INT64 = 18;

    private byte[] bytes = new byte[1 << 10];
    private int length;

    /// Sends what was made last.
    void send(OutputStream output) throws IOException {
        output.write(bytes, 0, length);
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[1 << 10];
        }
    }

    void message(int responseTo, Reply reply) {
        switch (reply) {
            case Reply.Fields(RawDocument fields) -> {
                start(responseTo, WireMessage.OP_MSG, fields.length() + 64);
                int32(0);
                int8(0);
                withOk(fields);
            }
            case Reply.Batch batch -> {
                start(responseTo, WireMessage.OP_MSG, size(batch.documents()) + 256);
                int32(0);
                int8(0);
                batch(batch);
            }
        }
        finish();
    }

    /// A reply that is complete: an error.
    void message(int responseTo, RawDocument whole) {
        start(responseTo, WireMessage.OP_MSG, whole.length() + 32);
        int32(0);
        int8(0);
        raw(whole);
        finish();
    }

    void legacyReply(int responseTo, RawDocument whole) {
        start(responseTo, WireMessage.OP_REPLY, whole.length() + 64);
        int awaitCapable = 8;
        int32(awaitCapable);
        int64(0);
        int32(0);
        int32(1);
        raw(whole);
        finish();
    }

    private void start(int responseTo, int operation, int expectedSize) {
        length = 0;
        room(expectedSize);
        int32(0);
        int32(REQUEST_IDS.incrementAndGet());
        int32(responseTo);
        int32(operation);
    }

    private void finish() {
        LittleEndian.writeInt(bytes, 0, length);
    }

    private void withOk(RawDocument fields) {
        int start = length;
        raw(fields);
        length--;
        ok();
        end(start);
    }

    private void batch(Reply.Batch batch) {
        int start = begin();
        name(DOCUMENT, "cursor");
        int cursor = begin();
        name(ARRAY, batch.first() ? "firstBatch" : "nextBatch");
        int array = begin();
        int index = 0;
        for (RawDocument document : batch.documents()) {
            name(DOCUMENT, Integer.toString(index++));
            raw(document);
        }
        end(array);
        name(INT64, "id");
        int64(batch.cursorId());
        name(STRING, "ns");
        byte[] namespace = batch.namespace().getBytes(StandardCharsets.UTF_8);
        int32(namespace.length + 1);
        append(namespace, 0, namespace.length);
        int8(0);
        end(cursor);
        ok();
        end(start);
    }

    private void ok() {
        name(DOUBLE, "ok");
        int64(Double.doubleToRawLongBits(1));
    }

    private int begin() {
        int start = length;
        int32(0);
        return start;
    }

    private void end(int start) {
        int8(0);
        LittleEndian.writeInt(bytes, start, length - start);
    }

    private void name(int type, String name) {
        int8(type);
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
        int8(0);
    }

    private void raw(RawDocument document) {
        append(document.array(), document.offset(), document.length());
    }

    private void int8(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    private void int32(int value) {
        room(Integer.BYTES);
        LittleEndian.writeInt(bytes, length, value);
        length += Integer.BYTES;
    }

    private void int64(long value) {
        room(Long.BYTES);
        LittleEndian.writeLong(bytes, length, value);
        length += Long.BYTES;
    }

    private void append(byte[] source, int offset, int size) {
        room(size);
        System.arraycopy(source, offset, bytes, length, size);
        length += size;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private static int size(List<RawDocument> documents) {
        int size = 0;
        for (RawDocument document : documents) {
            size += document.length() + 8;
        }
        return size;
    }
}
