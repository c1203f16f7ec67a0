package io.automedia.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryCodesTests {
    private final List<String> codes = RecoveryCodes.make();
    private final List<String> kept = codes.stream().map(RecoveryCodes::kept).toList();

    @Test
    void there_are_ten_of_80_bits_that_differ() {
        assertThat(codes)
                .hasSize(10)
                .allMatch(code -> code.matches("([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}"));
        assertThat(new HashSet<>(codes)).hasSize(10);
    }

    @Test
    void each_is_known_however_it_is_written() {
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            assertThat(RecoveryCodes.shown(code, kept)).hasValue(kept.get(i));
            assertThat(RecoveryCodes.shown(" " + code.toUpperCase(Locale.ROOT).replace('-', ' '), kept))
                    .hasValue(kept.get(i));
            assertThat(RecoveryCodes.shown(
                            code.replace("-", "").replace('0', 'O').replace('1', 'l'), kept))
                    .hasValue(kept.get(i));
        }
    }

    @Test
    void nothing_else_is_taken_for_one() {
        assertThat(RecoveryCodes.shown(RecoveryCodes.make().getFirst(), kept)).isEmpty();
        assertThat(RecoveryCodes.shown("", kept)).isEmpty();
        assertThat(RecoveryCodes.shown(kept.getFirst(), kept)).isEmpty();
        assertThat(RecoveryCodes.shown(codes.getFirst() + "0", kept)).isEmpty();
        assertThat(RecoveryCodes.shown(codes.getFirst(), List.of("spoilt", ":", "")))
                .isEmpty();
    }

    @Test
    void what_is_kept_tells_none_and_the_same_code_is_never_kept_alike() {
        assertThat(kept).noneMatch(one -> codes.stream().anyMatch(one::contains));
        assertThat(RecoveryCodes.kept(codes.getFirst())).isNotEqualTo(kept.getFirst());
    }
}
