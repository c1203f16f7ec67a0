package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes replies as bytes. Documents of a batch are copied as they are, once.
final class ReplyWriter {
    private static final AtomicInteger REQUEST_IDS = new AtomicInteger();
    private static final int DOCUMENT = 3;
    private static final int ARRAY = 4;

    private final ByteBufAllocator allocator;

    ReplyWriter(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    ByteBuf message(int responseTo, Reply reply) {
        return switch (reply) {
            case Reply.Fields(RawDocument fields) -> {
                ByteBuf out = start(responseTo, WireMessage.OP_MSG, fields.length() + 64);
                out.writeIntLE(0).writeByte(0);
                withOk(out, fields);
                yield finish(out);
            }
            case Reply.Batch batch -> {
                ByteBuf out = start(responseTo, WireMessage.OP_MSG, size(batch.documents()) + 256);
                out.writeIntLE(0).writeByte(0);
                batch(out, batch);
                yield finish(out);
            }
        };
    }

    /// A reply that is complete: an error.
    ByteBuf message(int responseTo, RawDocument whole) {
        ByteBuf out = start(responseTo, WireMessage.OP_MSG, whole.length() + 32);
        out.writeIntLE(0).writeByte(0);
        raw(out, whole);
        return finish(out);
    }

    ByteBuf legacyReply(int responseTo, RawDocument whole) {
        ByteBuf out = start(responseTo, WireMessage.OP_REPLY, whole.length() + 64);
        int awaitCapable = 8;
        out.writeIntLE(awaitCapable).writeLongLE(0).writeIntLE(0).writeIntLE(1);
        raw(out, whole);
        return finish(out);
    }

    private ByteBuf start(int responseTo, int operation, int expectedSize) {
        return allocator
                .buffer(expectedSize)
                .writeIntLE(0)
                .writeIntLE(REQUEST_IDS.incrementAndGet())
                .writeIntLE(responseTo)
                .writeIntLE(operation);
    }

    private static ByteBuf finish(ByteBuf out) {
        return out.setIntLE(0, out.writerIndex());
    }

    private static void withOk(ByteBuf out, RawDocument fields) {
        int start = out.writerIndex();
        raw(out, fields);
        out.writerIndex(out.writerIndex() - 1);
        ok(out);
        end(out, start);
    }

    private static void batch(ByteBuf out, Reply.Batch batch) {
        int start = begin(out);
        name(out, DOCUMENT, "cursor");
        int cursor = begin(out);
        name(out, ARRAY, batch.first() ? "firstBatch" : "nextBatch");
        int array = begin(out);
        int index = 0;
        for (RawDocument document : batch.documents()) {
            name(out, DOCUMENT, Integer.toString(index++));
            raw(out, document);
        }
        end(out, array);
        name(out, 18, "id");
        out.writeLongLE(batch.cursorId());
        name(out, 2, "ns");
        byte[] namespace = batch.namespace().getBytes(StandardCharsets.UTF_8);
        out.writeIntLE(namespace.length + 1).writeBytes(namespace).writeByte(0);
        end(out, cursor);
        ok(out);
        end(out, start);
    }

    private static void ok(ByteBuf out) {
        name(out, 1, "ok");
        out.writeDoubleLE(1);
    }

    private static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        return start;
    }

    private static void end(ByteBuf out, int start) {
        out.writeByte(0);
        out.setIntLE(start, out.writerIndex() - start);
    }

    private static void name(ByteBuf out, int type, String name) {
        out.writeByte(type);
        out.writeCharSequence(name, StandardCharsets.UTF_8);
        out.writeByte(0);
    }

    private static void raw(ByteBuf out, RawDocument document) {
        out.writeBytes(document.array(), document.offset(), document.length());
    }

    private static int size(List<RawDocument> documents) {
        int size = 0;
        for (RawDocument document : documents) {
            size += document.length() + 8;
        }
        return size;
    }
}
