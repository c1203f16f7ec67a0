package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {
    private static final String EMAIL = "ada.lovelace@example.org";

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blue tomato ladder 7",
                "drifting lantern",
                "j8Kd0aPq2x",
                "我家的猫今天不想吃早饭",
                "🗝🗝🗝🗝🗝🗝🗝abc",
                "          spaces count"
            })
    void a_password_that_others_would_not_think_of_may_be_one(String password) {
        assertThatCode(() -> rules.checked(password, EMAIL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "nine char", "🗝🗝🗝🗝🗝🗝🗝🗝🗝"})
    void fewer_than_ten_characters_are_too_few(String password) {
        assertThat(refusal(password)).isEqualTo("password must have at least 10 characters");
    }

    @Test
    void more_than_a_thousand_are_too_many() {
        assertThat(refusal("ab c".repeat(251))).isEqualTo("password must have at most 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "correcthorsebatterystaple",
                "QWERTYUIOP",
                "qwertyuiop",
                "aaaaaaaaaaaaaaaa",
                "ababababababab",
                "michaeljackson",
                "NeedForSpeed",
                "abcdefghijkl",
                "zyxwvutsrqpon",
                "9876543210987",
                "  1234567890  "
            })
    void what_everybody_tries_first_is_refused_in_any_case(String password) {
        assertThat(refusal(password)).startsWith("password is one of the most common ones");
    }

    @ParameterizedTest
    @ValueSource(strings = {EMAIL, "ADA.LOVELACE@example.org", "Ada.Lovelace"})
    void the_own_address_is_no_secret(String password) {
        assertThat(refusal(password)).isEqualTo("password must not be your e-mail address");
    }

    private String refusal(String password) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> rules.checked(password, EMAIL));
        assertThat(refused).isNotNull();
        assertThat(refused.problem()).isInstanceOf(Problem.Invalid.class);
        assertThat(refused.problem().detail()).doesNotContain(password.isEmpty() ? "\n" : password + "!");
        return refused.problem().detail();
    }
}
