package io.automedia.embeddedmongodb.protocol;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Listens on one address and speaks MongoDB's wire protocol. Each connection has a thread of its own, as with mongod:
/// a command is read, run and answered without being handed over. They are platform threads, because commands wait
/// for the disk inside native code.
public final class WireServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WireServer.class.getName());
    private static final int BACKLOG = 256;
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_COMMANDS = 64;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_INTERRUPTED = Duration.ofSeconds(30);

    private final ServerSocket listener;
    private final Handshake handshake;
    private final Semaphore commands = new Semaphore(MOST_COMMANDS);
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private final AtomicLong connectionIds = new AtomicLong();
    private final int mostConnections;
    private final Thread accepting;

    private WireServer(ServerSocket listener, Credential credential, CommandHandler handler, int mostConnections) {
        this.listener = listener;
        this.mostConnections = mostConnections;
        this.handshake = new Handshake(new ScramServer(credential), handler, Clock.systemUTC());
        this.accepting = Thread.ofPlatform().name("mongodb-accept").daemon().unstarted(this::accept);
    }

    /// Starts to listen.
    /// @param address port 0 for any free one
    /// @throws java.net.BindException when the port is taken or the address is not of this machine
    public static WireServer start(InetSocketAddress address, Credential credential, CommandHandler handler)
            throws IOException {
        return start(address, credential, handler, MOST_CONNECTIONS);
    }

    /// @param mostConnections any further one is closed at once
    static WireServer start(
            InetSocketAddress address, Credential credential, CommandHandler handler, int mostConnections)
            throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(address, BACKLOG);
        } catch (IOException refused) {
            listener.close();
            throw refused;
        }
        WireServer server = new WireServer(listener, credential, handler, mostConnections);
        server.accepting.start();
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int openConnections() {
        return connections.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException | RuntimeException | Error refused) {
                if (!listener.isClosed()) {
                    pause(refused);
                }
            }
        }
    }

    /// When no file, thread or memory is left: others may end.
    private static void pause(Throwable refused) {
        try {
            LOG.log(System.Logger.Level.WARNING, "A connection is refused: {0}", refused.getMessage());
        } catch (RuntimeException | Error unsaid) {
            // the next connection matters more than what the log has of this one
            unsaid.addSuppressed(refused);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void serve(Socket socket) throws IOException {
        boolean isServed = false;
        try {
            if (connections.size() < mostConnections) {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                open(socket);
                isServed = !listener.isClosed();
            } else {
                LOG.log(System.Logger.Level.WARNING, "A connection is refused: {0} are open", mostConnections);
            }
        } finally {
            if (!isServed) {
                socket.close();
            }
        }
    }

    private void open(Socket socket) {
        long id = connectionIds.incrementAndGet();
        Connection connection = new Connection(id, socket, handshake, commands);
        Thread thread = Thread.ofPlatform()
                .name("mongodb-connection-" + id)
                .daemon()
                .unstarted(() -> {
                    connection.run();
                    connections.remove(connection);
                });
        connections.put(connection, thread);
        boolean isStarted = false;
        try {
            thread.start();
            isStarted = true;
        } finally {
            if (!isStarted) {
                connections.remove(connection);
            }
        }
    }

    /// Stops accepting, closes every connection, and waits for running commands. Those that take longer than five
    /// seconds are interrupted, and waited for once more: what they read from must not be closed under them.
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException refused) {
            LOG.log(System.Logger.Level.DEBUG, "closing: {0}", refused.getMessage());
        }
        boolean interrupted = join(List.of(accepting), PATIENCE);
        connections.keySet().forEach(Connection::close);
        List<Thread> running = List.copyOf(connections.values());
        interrupted |= join(running, interrupted ? Duration.ZERO : PATIENCE);
        running.forEach(Thread::interrupt);
        interrupted |= join(running, PATIENCE_WITH_INTERRUPTED);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the ends of threads, so long for all of them together.
    ///
    /// @return whether this one was interrupted, which ends the waiting
    private static boolean join(List<Thread> threads, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
            return false;
        } catch (InterruptedException closing) {
            return true;
        }
    }
}
