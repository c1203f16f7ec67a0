package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.Together;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordHasherTests {
    private final PasswordHasher hasher =
            new PasswordHasher(new UsersProperties(UsersProperties.Policy.OPEN, 4, false));

    @AfterEach
    void close() {
        hasher.destroy();
    }

    @Test
    void a_password_has_another_bcrypt_hash_each_time_and_matches_all_of_them() {
        String hash = hasher.hash("blue tomato ladder 7");

        assertThat(hash).startsWith("$2b$04$").hasSize(60).isNotEqualTo(hasher.hash("blue tomato ladder 7"));
        assertThat(hasher.matches("blue tomato ladder 7", hash)).isTrue();
        assertThat(hasher.matches("blue tomato ladder 8", hash)).isFalse();
        assertThat(new BCryptPasswordEncoder().matches("blue tomato ladder 7", hash))
                .isTrue();
    }

    @Test
    void all_of_a_long_password_counts() {
        String first72 = "x".repeat(72);
        String hash = hasher.hash(first72 + "right");

        assertThat(hasher.matches(first72 + "right", hash)).isTrue();
        assertThat(hasher.matches(first72 + "wrong", hash)).isFalse();
        assertThat(hasher.matches(first72, hash)).isFalse();
    }

    @Test
    void bytes_are_counted_and_not_characters() {
        String thirty = "山".repeat(30);
        String hash = hasher.hash(thirty + "水");

        assertThat(hasher.matches(thirty + "水", hash)).isTrue();
        assertThat(hasher.matches(thirty + "火", hash)).isFalse();
    }

    @Test
    void exactly_72_bytes_are_left_to_bcrypt() {
        String password = "x".repeat(72);

        assertThat(new BCryptPasswordEncoder().matches(password, hasher.hash(password)))
                .isTrue();
    }

    @Test
    void a_flood_is_refused_instead_of_kept_waiting_for_minutes() throws Exception {
        PasswordHasher slow = new PasswordHasher(new UsersProperties(UsersProperties.Policy.OPEN, 8, false));
        // however slowly they come
        int many = 300 * Runtime.getRuntime().availableProcessors();
        try {
            List<Boolean> hashed = Together.call(many, () -> isHashed(slow));

            assertThat(hashed).contains(true, false);
        } finally {
            slow.destroy();
        }
    }

    private static boolean isHashed(PasswordHasher hasher) {
        try {
            return hasher.hash("blue tomato ladder 7").startsWith("$2b$08$");
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isInstanceOf(Problem.Unavailable.class);
            return false;
        }
    }

    @Test
    void without_a_hash_nothing_matches() {
        assertThat(hasher.matches("blue tomato ladder 7", null)).isFalse();
        assertThat(hasher.matches("", null)).isFalse();
    }
}
