package io.automedia.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultsTests {
    private final Faults faults = new Faults();

    @Test
    void nothing_wrong_is_no_problem() {
        assertThat(faults.tried(() -> "value")).isEqualTo("value");
        faults.unless(true, "field", "is wrong");

        faults.raise();
    }

    @Test
    void all_that_is_wrong_is_told_in_order() {
        faults.add("a", "is missing");
        assertThat(faults.tried(this::refused)).isNull();
        faults.unless(false, "c", "is too long");

        assertThatThrownBy(faults::raise).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().detail()).isEqualTo("a is missing; b is wrong; c is too long");
            assertThat(((Problem.Invalid) thrown.problem()).errors())
                    .extracting(Problem.FieldError::field)
                    .containsExactly("a", "b", "c");
        });
    }

    @Test
    void what_is_not_about_fields_goes_through() {
        assertThatThrownBy(() -> faults.tried(() -> {
                    throw new Problem.Conflict("It is there already.").exception();
                }))
                .hasMessageContaining("It is there already.");
    }

    private String refused() {
        throw Problem.invalid("b", "is wrong").exception();
    }
}
