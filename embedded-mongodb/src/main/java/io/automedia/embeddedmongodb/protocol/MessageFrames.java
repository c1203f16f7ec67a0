package io.automedia.embeddedmongodb.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Cuts the byte stream into whole messages (a `byte[]` each, header included). A length that no message can have
/// closes the connection, because nothing after it can be understood.
final class MessageFrames extends ByteToMessageDecoder {
    static final int HEADER_LENGTH = 16;
    static final int MAXIMUM_LENGTH = 48_000_000;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf input, List<Object> messages) {
        if (input.readableBytes() < HEADER_LENGTH) {
            return;
        }
        int length = input.getIntLE(input.readerIndex());
        if (length < HEADER_LENGTH || length > MAXIMUM_LENGTH) {
            input.skipBytes(input.readableBytes());
            var _ = context.close();
            return;
        }
        if (input.readableBytes() >= length) {
            byte[] message = new byte[length];
            input.readBytes(message);
            messages.add(message);
        }
    }
}
