package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AutoMediaTest
class FingerprintKeyTests {
    private final MongoDatabase store;
    private final FieldEncryption encryption;
    private final SettableClock clock = new SettableClock(Instant.now());

    FingerprintKeyTests(MongoClient client, FieldEncryption encryption) {
        this.store = client.getDatabase("test-" + UUID.randomUUID());
        this.encryption = encryption;
        new SchemaInstaller(store, List.of(new FingerprintKeysSchema())).install();
    }

    @AfterEach
    void drop() {
        store.drop();
    }

    private FingerprintKey node(FieldEncryption with) {
        return new FingerprintKey(store, with, clock, new InstalledSchema(List.of()));
    }

    private static String of(Fingerprint begun) {
        begun.update("request".getBytes(StandardCharsets.UTF_8));
        return begun.finish();
    }

    @Test
    void a_fingerprint_is_compared_with_the_key_that_made_it() {
        FingerprintKey node = node(encryption);
        String former = of(node.begin());
        String lost = "enc1:" + new ObjectId() + ":AAAA";
        store.getCollection(FingerprintKeysSchema.NAME).updateOne(Filters.eq("number", 1), Updates.set("key", lost));

        FingerprintKey other = node(encryption);
        String newer = of(other.begin());

        assertThat(newer).startsWith("2:");
        assertThat(former).startsWith("1:");
        assertThat(of(node.begin())).isEqualTo(former);
        assertThat(node.like(newer).map(FingerprintKeyTests::of)).contains(newer);
        assertThat(node.like(former).map(FingerprintKeyTests::of)).contains(former);
        assertThat(other.like(former)).as("its key is lost").isEmpty();
        assertThat(other.like("3:ab")).isEmpty();
        assertThat(other.like("ab")).isEmpty();
        assertThat(other.like("99999999999:ab")).isEmpty();
    }

    @Test
    void no_other_key_is_made_while_the_key_service_is_away(@TempDir Path folder) {
        try (KeysAway away = KeysAway.in(store, folder, clock)) {
            String former = of(node(away.former()).begin());
            FingerprintKey node = node(away.now());

            assertThatThrownBy(node::begin).isInstanceOf(FieldEncryptionException.class);
            assertThatThrownBy(() -> node.like(former)).isInstanceOf(FieldEncryptionException.class);
            away.comeBack();

            assertThat(of(node.begin())).isEqualTo(former);
        }
    }
}
