package io.automedia.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A server that says to everybody exactly what it is told to, however wrong.
final class RawServer implements AutoCloseable {
    private final ServerSocket entrance;
    private final Script script;

    /// What is said to one client after his request has been read.
    interface Script {
        void say(OutputStream out, InputStream in) throws IOException;
    }

    private RawServer(ServerSocket entrance, Script script) {
        this.entrance = entrance;
        this.script = script;
        Thread.ofVirtual().start(this::serve);
    }

    static RawServer that(Script script) {
        try {
            return new RawServer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), script);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static RawServer saying(String words) {
        return that((out, in) -> out.write(words.getBytes(StandardCharsets.ISO_8859_1)));
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void answer(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            int ends = 0;
            while (ends < 4) {
                int one = in.read();
                if (one < 0) {
                    return;
                }
                ends = one == '\r' || one == '\n' ? ends + 1 : 0;
            }
            script.say(client.getOutputStream(), in);
        } catch (IOException clientLeft) {
            // as it should
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
