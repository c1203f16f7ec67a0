package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.KeysAway;
import io.automedia.storage.Leases;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.SettableClock;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AutoMediaTest
class SigningKeysTests {
    private final TestPeople people;
    private final MongoClient client;
    private final FieldEncryption encryption;
    private final InstalledSchema installed;
    private final Leases leases;
    private final Clock clock;

    SigningKeysTests(
            TestPeople people,
            MongoClient client,
            FieldEncryption encryption,
            InstalledSchema installed,
            Leases leases,
            Clock clock) {
        this.people = people;
        this.client = client;
        this.encryption = encryption;
        this.installed = installed;
        this.leases = leases;
        this.clock = clock;
    }

    private interface Use {
        void in(MongoDatabase store) throws Exception;
    }

    private void inAnEmptyStore(Use use) throws Exception {
        MongoDatabase store = client.getDatabase("test-" + UUID.randomUUID());
        try {
            MongoCollection<Document> stored = store.getCollection(SigningKeysSchema.NAME);
            new SigningKeysSchema()
                    .indexes()
                    .forEach(index -> stored.createIndex(
                            index.keys(),
                            new IndexOptions().unique(index.unique()).sparse(index.sparse())));
            use.in(store);
        } finally {
            store.drop();
        }
    }

    @Test
    void nodes_that_start_together_sign_with_one_key_and_read_each_other() throws Exception {
        inAnEmptyStore(store -> {
            List<RSAKey> keys = Together.call(4, () -> new SigningKeys(store, encryption, clock, installed).current());

            assertThat(store.getCollection(SigningKeysSchema.NAME).countDocuments())
                    .isEqualTo(1);
            assertThat(keys).allMatch(RSAKey::isPrivate).allMatch(keys.getFirst()::equals);
        });
    }

    @Test
    void a_new_key_signs_when_all_nodes_publish_it_and_what_the_former_signed_stays_good_till_it_is_over()
            throws Exception {
        inAnEmptyStore(store -> {
            SettableClock time = SettableClock.atNoon();
            SigningKeys here = new SigningKeys(store, encryption, time, installed);
            SigningKeys there = new SigningKeys(store, encryption, time, installed);
            AccessTokens tokensHere = new AccessTokens(here, time);
            AccessTokens tokensThere = new AccessTokens(there, time);
            String former = here.current().getKeyID();
            assertThat(published(there)).containsExactly(former);
            time.advance(Duration.ofMinutes(1));

            here.rotate();

            String next = published(here).getFirst();
            assertThat(published(here)).containsExactly(next, former).doesNotHaveDuplicates();
            assertThat(here.current().getKeyID()).as("others don't know it yet").isEqualTo(former);
            time.advance(Duration.ofSeconds(2));
            assertThat(published(there)).containsExactly(next, former);
            time.advance(SigningKeys.PUBLISHED_BEFORE.minusSeconds(3));
            String last = tokensThere.sign(new ObjectId(), new ObjectId());
            assertThat(keyOf(last)).isEqualTo(former);
            tokensHere.read(last);
            time.advance(Duration.ofSeconds(1));
            for (AccessTokens tokens : List.of(tokensHere, tokensThere)) {
                String token = tokens.sign(new ObjectId(), new ObjectId());
                assertThat(keyOf(token)).isEqualTo(next);
                tokensHere.read(token);
                tokensThere.read(token);
            }

            time.advance(AccessTokens.VALID.minusSeconds(2));
            assertThat(here.removeFormer())
                    .as("its last token is good for another second")
                    .isZero();
            tokensHere.read(last);
            tokensThere.read(last);
            time.advance(Duration.ofMinutes(11));
            assertThat(here.removeFormer()).isEqualTo(1);
            assertThat(published(here)).containsExactly(next);
            assertThat(published(there)).containsExactly(next);
            assertThat(there.byId(former)).isNull();
        });
    }

    @Test
    void nodes_that_rotate_together_give_no_number_twice() throws Exception {
        inAnEmptyStore(store -> {
            new SigningKeys(store, encryption, clock, installed).current();

            Together.call(4, () -> {
                new SigningKeys(store, encryption, clock, installed).rotate();
                return true;
            });

            assertThat(store.getCollection(SigningKeysSchema.NAME).countDocuments())
                    .isBetween(2L, 5L);
            assertThat(store.getCollection(SigningKeysSchema.NAME).distinct("number", Integer.class))
                    .doesNotHaveDuplicates()
                    .contains(1, 2);
        });
    }

    @Test
    void a_key_that_is_old_is_replaced_by_itself_and_that_is_written_down() throws Exception {
        inAnEmptyStore(store -> {
            SettableClock time = SettableClock.atNoon();
            SigningKeys keys = new SigningKeys(store, encryption, time, installed);
            List<Object> told = new ArrayList<>();
            SigningKeyRotation rotation = new SigningKeyRotation(
                    keys, new SessionsProperties(Duration.ZERO, Duration.ofDays(30)), told::add, leases);
            String first = keys.current().getKeyID();

            time.advance(Duration.ofDays(30).minusSeconds(1));
            rotation.step();
            assertThat(published(keys)).containsExactly(first);
            time.advance(Duration.ofSeconds(1));
            rotation.step();
            rotation.step();

            assertThat(published(keys)).hasSize(2).endsWith(first);
            assertThat(told).containsExactly(new SigningKeyAged());
            time.advance(Duration.ofHours(2));
            rotation.step();
            assertThat(published(keys)).hasSize(1).doesNotContain(first);
        });
    }

    @Test
    void no_other_key_is_made_while_the_key_service_is_away(@TempDir Path folder) throws Exception {
        inAnEmptyStore(store -> {
            SettableClock time = SettableClock.atNoon();
            try (KeysAway away = KeysAway.in(store, folder, time)) {
                AccessTokens before = new AccessTokens(new SigningKeys(store, away.former(), time, installed), time);
                String token = before.sign(new ObjectId(), new ObjectId());
                SigningKeys keys = new SigningKeys(store, away.now(), time, installed);
                AccessTokens tokens = new AccessTokens(keys, time);

                assertThatThrownBy(keys::current).isInstanceOf(FieldEncryptionException.class);
                assertThatThrownBy(() -> tokens.read(token))
                        .as("not a wrong one: nobody has to sign in again")
                        .isInstanceOf(FieldEncryptionException.class)
                        .hasMessageNotContaining(away.service());
                assertThat(store.getCollection(SigningKeysSchema.NAME).countDocuments())
                        .isEqualTo(1);

                away.comeBack();
                tokens.read(token);
                assertThat(keys.current().getKeyID()).isEqualTo(keyOf(token));
            }
        });
    }

    private static List<String> published(SigningKeys keys) {
        return keys.published().getKeys().stream().map(JWK::getKeyID).toList();
    }

    private static String keyOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
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
