package io.automedia.embeddedmongodb;

import io.automedia.embeddedmongodb.commands.Commands;
import io.automedia.embeddedmongodb.protocol.Credential;
import io.automedia.embeddedmongodb.protocol.WireServer;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoreOptions;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import io.automedia.embeddedmongodb.storage.Verification;
import java.time.Clock;
import java.util.List;

/// A MongoDB-compatible server for one machine, in this process, on a data folder of its own. Drivers connect with
/// {@link #connectionString()}. Closing it ends running commands and leaves everything acknowledged on the disk.
public final class EmbeddedMongoServer implements AutoCloseable {
    private final Store store;
    private final Commands commands;
    private final Credential credential;
    private final WireServer wire;

    private EmbeddedMongoServer(Store store, Commands commands, Credential credential, WireServer wire) {
        this.store = store;
        this.commands = commands;
        this.credential = credential;
        this.wire = wire;
    }

    /// Starts a server; throws {@link UnusableFolder} with a sentence for people, or an `IllegalStateException` when
    /// the port is taken.
    public static EmbeddedMongoServer start(EmbeddedMongoOptions options) {
        Store store = Store.open(new StoreOptions(
                options.folder(), options.memoryBudgetBytes(), options.encryptionKey(), Commands::partialFilter));
        try {
            Credential credential = PasswordFile.in(options.folder());
            Commands commands =
                    new Commands(store, options.refuseCollectionScans(), options.slowCommand(), Clock.systemUTC());
            try {
                WireServer wire = WireServer.start(options.port(), credential, commands);
                return new EmbeddedMongoServer(store, commands, credential, wire);
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

    /// With the address and the credentials; a secret.
    public String connectionString() {
        return "mongodb://" + credential.username() + ":" + credential.password() + "@127.0.0.1:" + port()
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

    @Override
    public void close() {
        wire.close();
        commands.close();
        store.close();
    }
}
