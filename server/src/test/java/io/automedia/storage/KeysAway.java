package io.automedia.storage;

import com.mongodb.client.MongoDatabase;
import io.automedia.kms.KeyServices;
import io.automedia.kms.TransitServer;
import io.automedia.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.bson.types.ObjectId;

/// Field encryption of a node that has come after the key service went away which has the former of its two data keys.
public final class KeysAway implements AutoCloseable {
    private final TransitServer transit = TransitServer.start();
    private final SettableClock clock;
    private final FieldEncryption former;
    private final FieldEncryption now;

    private KeysAway(MongoDatabase store, Path folder, SettableClock clock) {
        this.clock = clock;
        KeyServices services = transit.services(clock);
        EncryptedTexts texts = new EncryptedTexts(store, List.of());
        new SchemaInstaller(store, List.of(new EncryptionKeysSchema(), new FingerprintKeysSchema())).install();
        String local = Base64.getEncoder().encodeToString(new byte[32]);
        former = new FieldEncryption(
                EncryptionKeys.open(store, masters(transit.uri(), folder, services), false, clock, texts));
        former.encrypt("things", new ObjectId(), "secret", "x");
        EncryptionKeys.open(store, masters(local, folder, services), true, clock, texts);
        transit.stop();
        now = new FieldEncryption(EncryptionKeys.open(
                store, masters(local + "," + transit.uri(), folder, services), false, clock, texts));
    }

    public static KeysAway in(MongoDatabase store, Path folder, SettableClock clock) {
        return new KeysAway(store, folder, clock);
    }

    private static MasterKeys masters(String keys, Path folder, KeyServices services) {
        DataFolder taken = DataFolder.take(folder);
        try {
            taken.destroy();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return MasterKeys.find(keys, taken, services).orElseThrow();
    }

    /// Of a node that still has both keys; it encrypts with the former one, until it looks again.
    public FieldEncryption former() {
        return former;
    }

    /// Of a node that has only the newer one.
    public FieldEncryption now() {
        return now;
    }

    /// Words that nobody but the operator may read.
    public String service() {
        return transit.uri();
    }

    /// The key service is there again.
    public void comeBack() {
        transit.startAgain();
        clock.advance(KeyWrapping.ASK_AGAIN);
    }

    @Override
    public void close() {
        transit.close();
    }
}
