package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.nimbusds.jose.jwk.RSAKey;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class SigningKeysTests {
    private final TestPeople people;
    private final MongoClient client;
    private final FieldEncryption encryption;
    private final InstalledSchema installed;
    private final Clock clock;

    SigningKeysTests(
            TestPeople people, MongoClient client, FieldEncryption encryption, InstalledSchema installed, Clock clock) {
        this.people = people;
        this.client = client;
        this.encryption = encryption;
        this.installed = installed;
        this.clock = clock;
    }

    @Test
    void nodes_that_start_together_sign_with_one_key_and_read_each_other() throws Exception {
        MongoDatabase store = client.getDatabase("test-" + UUID.randomUUID());
        try {
            MongoCollection<Document> stored = store.getCollection(SigningKeysSchema.NAME);
            new SigningKeysSchema()
                    .indexes()
                    .forEach(index -> stored.createIndex(
                            index.keys(),
                            new IndexOptions().unique(index.unique()).sparse(index.sparse())));

            List<RSAKey> keys = Together.call(4, () -> new SigningKeys(store, encryption, clock, installed).current());

            assertThat(stored.countDocuments()).isEqualTo(1);
            assertThat(keys).allMatch(RSAKey::isPrivate).allMatch(keys.getFirst()::equals);
        } finally {
            store.drop();
        }
    }

    @Test
    void the_published_keys_hold_no_private_part() {
        people.someone();

        Answer published = people.nobody().get("/.well-known/jwks.json");

        assertThat(published.status()).isEqualTo(200);
        assertThat(published.json().at("/keys").size()).isPositive();
        assertThat(published.json().at("/keys/0").propertyNames())
                .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
    }
}
