package io.automedia.embeddedmongodb;

import io.automedia.embeddedmongodb.commands.Commands;
import io.automedia.embeddedmongodb.protocol.Credential;
import io.automedia.embeddedmongodb.protocol.WireServer;
import io.automedia.embeddedmongodb.storage.KeyRotation;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoreOptions;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import io.automedia.embeddedmongodb.storage.Verification;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A MongoDB-compatible server for one machine, in this process, on a data folder of its own. Drivers connect with
/// {@link #connectionString()}. Closing it ends running commands and leaves everything acknowledged on the disk.
public final class EmbeddedMongoServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedMongoServer.class.getName());

    private final Store store;
    private final Commands commands;
    private final Credential credential;
    private final WireServer wire;
    private final String host;
    private final @Nullable Thread rotating;
    private boolean closed;

    private EmbeddedMongoServer(Store store, Commands commands, Credential credential, WireServer wire, String host) {
        this.store = store;
        this.commands = commands;
        this.credential = credential;
        this.wire = wire;
        this.host = host;
        this.rotating = rotating(store.rotation());
    }

    private static @Nullable Thread rotating(@Nullable KeyRotation rotation) {
        return rotation == null
                ? null
                : Thread.ofPlatform().name("mongodb-key-rotation").daemon().start(() -> {
                    try {
                        rotation.run();
                    } catch (RuntimeException failed) {
                        LOG.log(
                                System.Logger.Level.WARNING,
                                "The encryption with another key stops until a restart",
                                failed);
                    }
                });
    }

    /// Starts a server; throws {@link UnusableFolder} with a sentence for people, or an `IllegalStateException` when
    /// the port is taken.
    public static EmbeddedMongoServer start(EmbeddedMongoOptions options) {
        Store store = open(options);
        try {
            Credential credential = PasswordFile.in(options.folder());
            Commands commands = new Commands(
                    store,
                    options.refuseCollectionScans(),
                    options.slowCommand(),
                    options.keepExpired(),
                    Clock.systemUTC());
            try {
                InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
                WireServer wire = listen(address, credential, commands);
                return new EmbeddedMongoServer(store, commands, credential, wire, reachable(address));
            } catch (RuntimeException | InterruptedException refused) {
                commands.close();
                throw refused;
            }
        } catch (InterruptedException interrupted) {
            store.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", interrupted);
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    private static Store open(EmbeddedMongoOptions options) {
        return Store.open(new StoreOptions(
                options.folder(),
                options.memoryBudgetBytes(),
                options.encryptionKey(),
                Commands::partialFilter,
                options.formerEncryptionKeys()));
    }

    private static WireServer listen(InetSocketAddress address, Credential credential, Commands commands)
            throws InterruptedException {
        if (address.isUnresolved()) {
            throw new IllegalStateException("No address is known for the host " + address.getHostString());
        }
        try {
            return WireServer.start(address, credential, commands);
        } catch (Exception refused) {
            if (refused instanceof BindException) {
                throw new IllegalStateException("Cannot listen on " + address + ": " + refused.getMessage(), refused);
            }
            throw refused;
        }
    }

    /// Where a client on this machine finds a server on the address.
    private static String reachable(InetSocketAddress address) {
        if (address.getAddress().isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        String host = address.getHostString();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// With the address and the credentials; a secret.
    public String connectionString() {
        return "mongodb://" + credential.username() + ":" + credential.password() + "@" + host + ":" + port()
                + "/?authMechanism=SCRAM-SHA-256&authSource=admin";
    }

    public int port() {
        return wire.port();
    }

    /// Deletes expired documents and closes idle cursors now instead of within a minute.
    public void tidy() {
        commands.tidy();
    }

    /// Walks all documents and indexes and names what does not fit together; empty when all is well.
    public List<String> verify() {
        return Verification.of(store);
    }

    /// Makes a copy of the data folder in `target` while everybody goes on reading and writing. It holds all
    /// that was acknowledged before the call, and of what came later no write without those before it. It is a
    /// data folder like any other, with the same encryption key and without the password. Files are linked
    /// instead of copied where `target` is on the same file system, so it costs a moment and little space.
    /// @param target a missing or an empty folder; throws {@link UnusableFolder} otherwise
    public synchronized void checkpoint(Path target) {
        if (closed) {
            throw new IllegalStateException("The server is closed");
        }
        store.checkpoint(target);
    }

    /// Whether the folder is one of this server's, in whatever state.
    public static boolean isDataFolder(Path folder) {
        return Store.isIn(folder);
    }

    /// Opens a folder that nobody serves, such as a checkpoint, and names what does not fit together in it; throws
    /// {@link UnusableFolder} when it cannot be opened at all.
    public static List<String> verify(EmbeddedMongoOptions options) {
        try (Store store = open(options)) {
            return Verification.of(store);
        }
    }

    private void stopRotating() {
        KeyRotation rotation = store.rotation();
        if (rotation == null || rotating == null) {
            return;
        }
        rotation.stop();
        boolean interrupted = false;
        while (rotating.isAlive()) {
            try {
                rotating.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does nothing the second time.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        wire.close();
        commands.close();
        stopRotating();
        store.close();
    }
}
