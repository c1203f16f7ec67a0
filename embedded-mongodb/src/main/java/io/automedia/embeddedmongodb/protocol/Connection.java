package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// One client's connection, and the thread's work that belongs to it: its messages are answered one after the other
/// and in order. Nothing is read while one is answered, so whoever sends more waits.
final class Connection implements Runnable {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    private final Socket socket;
    private final Handshake handshake;
    private final Semaphore commands;
    private final ClientState client;
    private final ReplyWriter writer = new ReplyWriter();

    /// @param commands as many permits as commands may run at the same time, over all connections
    Connection(long id, Socket socket, Handshake handshake, Semaphore commands) {
        this.socket = socket;
        this.handshake = handshake;
        this.commands = commands;
        this.client = new ClientState(id);
    }

    /// Returns when the client has left, was closed, or sent what can't be understood.
    @Override
    public void run() {
        try (socket) {
            MessageFrames frames = new MessageFrames(socket.getInputStream());
            OutputStream output = socket.getOutputStream();
            for (byte[] message = next(frames); message != null; message = next(frames)) {
                if (answer(message)) {
                    writer.send(output);
                }
            }
        } catch (MalformedMessage malformed) {
            LOG.log(System.Logger.Level.DEBUG, "connection {0}: {1}", client.id(), malformed.getMessage());
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.TRACE, "connection {0}: {1}", client.id(), gone.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            LOG.log(System.Logger.Level.ERROR, "connection " + client.id() + " fails", unexpected);
        }
    }

    private byte @Nullable [] next(MessageFrames frames) throws IOException, MalformedMessage {
        return frames.next(
                client.isAuthenticated() ? MessageFrames.MAXIMUM_LENGTH : MessageFrames.MAXIMUM_LENGTH_OF_STRANGERS);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException refused) {
            LOG.log(System.Logger.Level.DEBUG, "connection {0}: {1}", client.id(), refused.getMessage());
        }
    }

    /// @return whether the client waits for the reply that was made
    private boolean answer(byte[] bytes) throws MalformedMessage, InterruptedException {
        commands.acquire();
        try {
            return switch (WireMessage.parse(bytes)) {
                case WireMessage.Message message -> {
                    reply(message);
                    yield message.wantsReply();
                }
                case WireMessage.Query query -> {
                    writer.legacyReply(query.requestId(), handshake.legacyAnswer(client, query));
                    yield true;
                }
                case WireMessage.Broken(int requestId, MongoError error) -> {
                    writer.message(requestId, error.toReply());
                    yield true;
                }
            };
        } finally {
            commands.release();
        }
    }

    private void reply(WireMessage.Message message) {
        try {
            writer.message(message.requestId(), handshake.answer(client, message.command(client.id())));
        } catch (MongoError error) {
            writer.message(message.requestId(), error.toReply());
        } catch (RuntimeException | StackOverflowError unexpected) {
            LOG.log(System.Logger.Level.ERROR, "connection " + client.id() + ": a command fails", unexpected);
            var error = new MongoError(ErrorCode.INTERNAL_ERROR, "internal error: " + unexpected);
            writer.message(message.requestId(), error.toReply());
        }
    }
}
