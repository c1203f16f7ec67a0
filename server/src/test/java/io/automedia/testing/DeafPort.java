package io.automedia.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port of this machine at which nobody listens, and nobody else can meanwhile.
public final class DeafPort implements AutoCloseable {
    private final Socket taken = new Socket();

    public DeafPort() {
        try {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public int number() {
        return taken.getLocalPort();
    }

    /// Leaves it to somebody who is to listen there.
    @Override
    public void close() {
        try {
            taken.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
