package io.automedia.embeddedmongodb;

import io.automedia.embeddedmongodb.archive.ArchiveRefused;
import io.automedia.embeddedmongodb.archive.Archiver;
import io.automedia.embeddedmongodb.archive.Moment;
import io.automedia.embeddedmongodb.archive.Restoration;
import io.automedia.embeddedmongodb.commands.Commands;
import io.automedia.embeddedmongodb.protocol.Credential;
import io.automedia.embeddedmongodb.protocol.WireServer;
import io.automedia.embeddedmongodb.storage.CheckpointNote;
import io.automedia.embeddedmongodb.storage.KeyRotation;
import io.automedia.embeddedmongodb.storage.LogGap;
import io.automedia.embeddedmongodb.storage.LoggedWrite;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoreOptions;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import io.automedia.embeddedmongodb.storage.Verification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
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
    private final @Nullable Archiver archiver;
    private boolean closed;

    private EmbeddedMongoServer(
            Store store,
            @Nullable Archiver archiver,
            Commands commands,
            Credential credential,
            WireServer wire,
            String host) {
        this.store = store;
        this.archiver = archiver;
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

    /// Starts a server; throws {@link UnusableFolder} or {@link ArchiveRefused} with a sentence for people, or an
    /// `IllegalStateException` when the port is taken.
    public static EmbeddedMongoServer start(EmbeddedMongoOptions options) {
        Store store = Store.open(storage(options));
        Archiver archiver = null;
        try {
            archiver = archiver(store, options.archive());
            return start(options, store, archiver);
        } catch (RuntimeException refused) {
            close(store, archiver);
            throw refused;
        }
    }

    private static @Nullable Archiver archiver(Store store, EmbeddedMongoOptions.@Nullable LogArchive archive) {
        return archive == null ? null : Archiver.open(store, archive.folder(), archive.every());
    }

    private static EmbeddedMongoServer start(EmbeddedMongoOptions options, Store store, @Nullable Archiver archiver) {
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
            return new EmbeddedMongoServer(store, archiver, commands, credential, wire, reachable(address));
        } catch (RuntimeException refused) {
            commands.close();
            throw refused;
        }
    }

    private static void close(Store store, @Nullable Archiver archiver) {
        try {
            if (archiver != null) {
                archiver.close();
            }
        } finally {
            store.close();
        }
    }

    private static StoreOptions storage(EmbeddedMongoOptions options) {
        return new StoreOptions(
                options.folder(),
                options.memoryBudgetBytes(),
                options.encryptionKey(),
                Commands::partialFilter,
                options.formerEncryptionKeys(),
                options.archive() != null,
                InstantSource.system());
    }

    private static WireServer listen(InetSocketAddress address, Credential credential, Commands commands) {
        if (address.isUnresolved()) {
            throw new IllegalStateException("No address is known for the host " + address.getHostString());
        }
        try {
            return WireServer.start(address, credential, commands);
        } catch (IOException refused) {
            throw new IllegalStateException("Cannot listen on " + address + ": " + refused.getMessage(), refused);
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
    /// @return where the copy stands in the log
    public synchronized CheckpointNote checkpoint(Path target) {
        requireOpen();
        return store.checkpoint(target);
    }

    /// Makes a checkpoint of a folder that nobody serves.
    /// @param options of the folder, with its keys
    public static CheckpointNote checkpoint(EmbeddedMongoOptions options, Path target) {
        try (Store store = Store.openUnchanged(storage(options))) {
            return store.checkpoint(target);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The server is closed");
        }
    }

    /// Archives now what has been acknowledged so far; returns the number of the last write in the archive. Throws
    /// {@link ArchiveRefused} when that cannot be done.
    public synchronized long archive() {
        requireOpen();
        if (archiver == null) {
            throw new IllegalStateException("The server was started without an archive");
        }
        return archiver.archive();
    }

    /// Tells all writes that are on the disk, from the one with a number on and in their order; returns the number
    /// of the next one. Throws {@link LogGap} when the log does not reach back so far: without an archive nothing
    /// keeps it. Writes go on meanwhile; closing waits.
    public synchronized long readLog(long from, Consumer<LoggedWrite> reader) {
        requireOpen();
        long durable = store.log().durable();
        store.log().read(from, durable, reader);
        return Math.max(from, durable + 1);
    }

    /// Makes a data folder that is as the data were at a moment, out of a checkpoint and the archive of the log
    /// after it. Throws {@link ArchiveRefused} or {@link UnusableFolder} with a sentence that says what to do, and
    /// leaves nothing behind then.
    /// @param options of the new folder, which is missing or empty, with the keys that the documents have then
    /// @param checkpoint stays as it is
    /// @param archive what `archivingTo` named
    /// @return where the new folder stands; it is a checkpoint itself until it is served
    public static CheckpointNote restore(EmbeddedMongoOptions options, Path checkpoint, Path archive, Moment moment) {
        return new Restoration(checkpoint, archive, moment)
                .into(
                        options.folder(),
                        options.memoryBudgetBytes(),
                        options.encryptionKey(),
                        options.formerEncryptionKeys());
    }

    /// Whether the folder is one of this server's, in whatever state.
    public static boolean isDataFolder(Path folder) {
        return Store.isIn(folder);
    }

    /// Opens a folder that nobody serves, such as a checkpoint, and names what does not fit together in it; throws
    /// {@link UnusableFolder} when it cannot be opened at all.
    public static List<String> verify(EmbeddedMongoOptions options) {
        try (Store store = Store.openUnchanged(storage(options))) {
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
        close(store, archiver);
    }
}
