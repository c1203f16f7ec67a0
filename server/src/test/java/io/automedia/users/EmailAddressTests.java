package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {
    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "' Ada.Lovelace+news@Example.ORG ', ada.lovelace+news@example.org",
        "admin@localhost, admin@localhost",
        "ada@bücher.example, ada@xn--bcher-kva.example",
        "ada@BÜCHER.example, ada@xn--bcher-kva.example",
        "用户@例子.广告, 用户@xn--fsqu00a.xn--4rr70v",
        "o'hara@sub.domain.example, o'hara@sub.domain.example",
        "'\"odd@name\"@example.org', '\"odd@name\"@example.org'",
        "'\"Ada Lovelace\"@example.org', '\"ada lovelace\"@example.org'"
    })
    void an_address_has_one_spelling(String written, String one) {
        assertThat(EmailAddress.normalise(written)).contains(one);
    }

    @Test
    void composed_and_decomposed_letters_are_the_same_person() {
        assertThat(EmailAddress.normalise("jose\u0301@example.org"))
                .isEqualTo(EmailAddress.normalise("jos\u00e9@example.org"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@example",
                "ada@-example.org",
                "ada@exam ple.org",
                "ada lovelace@example.org",
                ".ada@example.org",
                "ada..l@example.org",
                "ada@example..org",
                "ada@example.org\r\nBcc: all@example.org",
                "<ada@example.org>",
                "ada@[127.0.0.1]"
            })
    void what_is_no_address_is_refused(String text) {
        assertThat(EmailAddress.normalise(text)).isEmpty();
    }

    @Test
    void an_address_has_at_most_254_characters_64_before_the_at() {
        assertThat(EmailAddress.normalise("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.normalise("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.normalise("a@" + "b.".repeat(122) + "example.org"))
                .isEmpty();
        assertThat(EmailAddress.normalise("a".repeat(1_000_000))).isEmpty();
        assertThat(EmailAddress.normalise(null)).isEmpty();
    }
}
