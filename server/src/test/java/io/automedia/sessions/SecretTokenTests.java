package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTokenTests {
    @Test
    void a_token_holds_its_id_and_256_bits_that_nobody_guesses() {
        ObjectId id = new ObjectId();
        SecretToken token = SecretToken.make(id);

        assertThat(token.text()).startsWith(id.toHexString() + ".").hasSize(24 + 1 + 43);
        assertThat(SecretToken.read(token.text())).contains(token);
        assertThat(SecretToken.make(id).text()).isNotEqualTo(token.text());
    }

    @Test
    void its_hash_and_its_description_tell_nothing() {
        SecretToken token = SecretToken.make(new ObjectId());

        assertThat(token.hash()).matches("[0-9a-f]{64}").isEqualTo(SecretToken.hash(token.text()));
        assertThat(token.toString()).doesNotContain(token.text().substring(25));
        assertThat(SecretToken.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "65f000000000000000000000",
                "65f000000000000000000000.",
                "65f00000000000000000000g.aaaa",
                "65f000000000000000000000-aaaa"
            })
    void what_can_be_none_is_not_looked_up(String text) {
        assertThat(SecretToken.read(text)).isEmpty();
        assertThat(SecretToken.read("65f000000000000000000000." + "a".repeat(200)))
                .isEmpty();
    }

    @Test
    void only_what_is_there_is_the_same() {
        assertThat(SecretToken.same("a", "a")).isTrue();
        assertThat(SecretToken.same("a", "b")).isFalse();
        assertThat(SecretToken.same("a", "ab")).isFalse();
        assertThat(SecretToken.same(null, null)).isFalse();
        assertThat(SecretToken.same("a", null)).isFalse();
    }
}
