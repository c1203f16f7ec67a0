package io.automedia.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EtagTests {
    @Test
    void a_version_is_read_as_it_is_written() {
        assertThat(new Etag(7)).hasToString("\"7\"");
        assertThat(Etag.demanded(new Etag(7).toString())).hasValue(7);
        assertThat(Etag.demanded(" \"0\" ")).hasValue(0);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "*"})
    void without_a_version_any_will_do(String header) {
        assertThat(Etag.demanded(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "W/\"7\"", "\"\"", "\"x\"", "\"-1\"", "\"1\", \"2\"", "\"9999999999999999999\"", "\"1"})
    void what_we_never_gave_out_is_stale(String header) {
        assertThatThrownBy(() -> Etag.demanded(header))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        stale -> assertThat(stale.problem()).isInstanceOf(Problem.Stale.class));
    }
}
