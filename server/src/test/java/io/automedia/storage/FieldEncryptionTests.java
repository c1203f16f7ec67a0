package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.AutoMediaTest;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class FieldEncryptionTests {
    private final FieldEncryption encryption;
    private final ObjectId document = new ObjectId();
    private final String secret;

    FieldEncryptionTests(FieldEncryption encryption) {
        this.encryption = encryption;
        this.secret = encryption.encrypt("platforms", document, "credentials.token", "s3cret, 秘密 🗝");
    }

    @Test
    void a_secret_opens_in_its_own_field() {
        assertThat(encryption.decrypt("platforms", document, "credentials.token", secret))
                .isEqualTo("s3cret, 秘密 🗝");
        assertThat(secret).startsWith("enc1:").doesNotContain("s3cret");
    }

    @Test
    void the_same_secret_never_looks_the_same() {
        assertThat(encryption.encrypt("platforms", document, "credentials.token", "s3cret, 秘密 🗝"))
                .isNotEqualTo(secret);
    }

    @Test
    void copied_to_another_document_field_or_collection_it_stays_shut() {
        assertShut("platforms", new ObjectId(), "credentials.token", secret);
        assertShut("platforms", document, "credentials.secret", secret);
        assertShut("webhooks", document, "credentials.token", secret);
    }

    @Test
    void a_changed_one_stays_shut() {
        char last = secret.charAt(secret.length() - 2);
        String changed = secret.substring(0, secret.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + secret.charAt(secret.length() - 1);
        assertShut("platforms", document, "credentials.token", changed);
        assertShut("platforms", document, "credentials.token", secret.substring(0, secret.length() - 8));
        assertShut("platforms", document, "credentials.token", secret + "!");
    }

    @Test
    void one_of_an_unknown_key_is_told_from_a_damaged_one() {
        String[] parts = secret.split(":", -1);
        String foreign = parts[0] + ":" + new ObjectId() + ":" + parts[2];
        assertThatThrownBy(() -> encryption.decrypt("platforms", document, "credentials.token", foreign))
                .isInstanceOf(FieldEncryptionException.class)
                .hasMessageContaining("is missing or belongs to another master key");
        assertThatThrownBy(() -> encryption.decrypt("platforms", document, "credentials.token", "s3cret"))
                .isInstanceOf(FieldEncryptionException.class)
                .hasMessageContaining("does not hold an encrypted text")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_mask_shows_the_kind_and_the_end_of_long_secrets_only() {
        assertThat(FieldEncryption.mask("sk-abcdefghijkla1b2")).isEqualTo("sk-…a1b2");
        assertThat(FieldEncryption.mask("abcdefghijkla1b2")).isEqualTo("…a1b2");
        assertThat(FieldEncryption.mask("sk-a1b2")).isEqualTo("…");
    }

    private void assertShut(String collection, ObjectId id, String field, String text) {
        assertThatThrownBy(() -> encryption.decrypt(collection, id, field, text))
                .isInstanceOf(FieldEncryptionException.class)
                .hasMessageContaining("can't be decrypted")
                .hasMessageNotContaining("s3cret");
    }
}
