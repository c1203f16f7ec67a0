package io.automedia.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/// A wire to a server that can be cut, as when the server or the network is away, and mended.
public final class Wire implements AutoCloseable {
    private final URI server;
    private final ServerSocket entrance;
    private final List<Socket> ends = new ArrayList<>();
    private boolean cut;

    private Wire(URI server, ServerSocketFactory entrances) throws IOException {
        this.server = server;
        this.entrance = entrances.createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// A wire that works.
    public static Wire to(String uri) {
        return to(uri, ServerSocketFactory.getDefault());
    }

    /// One whose near end speaks TLS, as a server does that has a certificate.
    public static Wire overTls(String uri, SSLContext certificate) {
        return to(uri, certificate.getServerSocketFactory());
    }

    private static Wire to(String uri, ServerSocketFactory entrances) {
        try {
            return new Wire(URI.create(uri), entrances);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// How to connect through it.
    public String uri() {
        return server.toString()
                .replace(server.getHost() + ":" + server.getPort(), "127.0.0.1:" + entrance.getLocalPort());
    }

    /// Ends all connections; new ones are ended at once.
    public synchronized void cut() {
        cut = true;
        ends.forEach(Wire::end);
        ends.clear();
    }

    /// Lets new connections through again.
    public synchronized void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private synchronized void connect(Socket client) {
        if (cut) {
            end(client);
            return;
        }
        try {
            Socket target = new Socket(server.getHost(), server.getPort());
            ends.add(client);
            ends.add(target);
            Thread.ofVirtual().start(() -> carry(client, target));
            Thread.ofVirtual().start(() -> carry(target, client));
        } catch (IOException nobodyThere) {
            end(client);
        }
    }

    private static void carry(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException oneEndIsGone) {
            // the connection ends at both ends
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        end();
        cut();
    }

    private void end() {
        try {
            entrance.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
