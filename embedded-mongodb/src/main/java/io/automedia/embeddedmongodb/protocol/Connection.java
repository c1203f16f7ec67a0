package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One client's connection. Its messages are answered one after the other and in order; while many wait, no more is
/// read from the socket. All fields are used on the channel's event loop only, except by the worker that owns the
/// message in hand.
final class Connection extends SimpleChannelInboundHandler<byte[]> {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    private static final int WAITING_LIMIT = 16;

    private final Handshake handshake;
    private final Executor workers;
    private final ClientState client;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private boolean working;

    Connection(long id, Handshake handshake, Executor workers) {
        super(byte[].class);
        this.handshake = handshake;
        this.workers = workers;
        this.client = new ClientState(id);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] message) {
        waiting.add(message);
        if (waiting.size() >= WAITING_LIMIT) {
            context.channel().config().setAutoRead(false);
        }
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        if (working) {
            return;
        }
        byte[] message = waiting.poll();
        if (message == null) {
            context.channel().config().setAutoRead(true);
            return;
        }
        working = true;
        try {
            workers.execute(() -> answer(context, message));
        } catch (RejectedExecutionException closing) {
            var _ = context.close();
        }
    }

    private void answer(ChannelHandlerContext context, byte[] message) {
        ByteBuf reply = null;
        boolean keep = true;
        try {
            reply = reply(context, message);
        } catch (MalformedMessage malformed) {
            LOG.log(System.Logger.Level.DEBUG, "connection {0}: {1}", client.id(), malformed.getMessage());
            keep = false;
        } catch (RuntimeException | Error unexpected) {
            LOG.log(System.Logger.Level.ERROR, "connection " + client.id() + " fails", unexpected);
            keep = false;
        }
        finish(context, reply, keep);
    }

    private @Nullable ByteBuf reply(ChannelHandlerContext context, byte[] bytes) throws MalformedMessage {
        ReplyWriter writer = new ReplyWriter(context.alloc());
        return switch (WireMessage.parse(bytes)) {
            case WireMessage.Message message -> {
                ByteBuf reply = reply(writer, message);
                if (!message.wantsReply()) {
                    reply.release();
                    yield null;
                }
                yield reply;
            }
            case WireMessage.Query query ->
                writer.legacyReply(query.requestId(), handshake.legacyAnswer(client, query));
            case WireMessage.Broken(int requestId, MongoError error) -> writer.message(requestId, error.toReply());
        };
    }

    private ByteBuf reply(ReplyWriter writer, WireMessage.Message message) {
        try {
            return writer.message(message.requestId(), handshake.answer(client, message.command(client.id())));
        } catch (MongoError error) {
            return writer.message(message.requestId(), error.toReply());
        } catch (RuntimeException | StackOverflowError unexpected) {
            LOG.log(System.Logger.Level.ERROR, "connection " + client.id() + ": a command fails", unexpected);
            var error = new MongoError(ErrorCode.INTERNAL_ERROR, "internal error: " + unexpected);
            return writer.message(message.requestId(), error.toReply());
        }
    }

    private void finish(ChannelHandlerContext context, @Nullable ByteBuf reply, boolean keep) {
        if (context.executor().isShuttingDown()) {
            ReferenceCountUtil.release(reply);
            return;
        }
        context.executor().execute(() -> {
            working = false;
            if (reply != null) {
                var _ = context.writeAndFlush(reply, context.voidPromise());
            }
            if (!keep) {
                var _ = context.close();
            } else if (context.channel().isActive()) {
                next(context);
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.clear();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(System.Logger.Level.WARNING, "connection " + client.id() + " is closed", cause);
        }
        var _ = context.close();
    }
}
