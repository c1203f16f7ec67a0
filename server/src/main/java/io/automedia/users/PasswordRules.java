package io.automedia.users;

import com.nulabinc.zxcvbn.StandardDictionaries;
import io.automedia.shared.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which passwords a new one may not be. Length counts, and that others don't think of it first; no
/// rules about kinds of characters. What others think of first are the 30,000 most common passwords
/// that zxcvbn comes with, as far as they are long enough, and a list of our own.
final class PasswordRules {
    /// The fewest characters.
    static final int SHORTEST = 10;

    private static final int LONGEST = 1_000;
    private static final int FEWEST_DIFFERENT = 4;

    private final Set<String> common;

    PasswordRules() {
        this.common = readCommon();
    }

    /// The password, when it may be one.
    ///
    /// @param email null when it is not known
    /// @throws io.automedia.shared.ProblemException (`Invalid`) saying why not
    String checked(@Nullable String password, @Nullable String email) {
        if (password == null) {
            throw refused("is required");
        }
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw refused("must have at least " + SHORTEST + " characters");
        }
        if (length > LONGEST) {
            throw refused("must have at most " + LONGEST + " characters");
        }
        String plain = password.strip().toLowerCase(Locale.ROOT);
        if (email != null && (plain.equals(email) || plain.equals(email.substring(0, email.lastIndexOf('@'))))) {
            throw refused("must not be your e-mail address");
        }
        if (isCommon(plain)) {
            throw refused("is one of the most common ones: choose another, such as four unrelated words");
        }
        return password;
    }

    private boolean isCommon(String plain) {
        return common.contains(plain) || plain.chars().distinct().count() < FEWEST_DIFFERENT || isRun(plain);
    }

    /// Characters that only count up or down, such as 0123456789 or zyxwvutsrq.
    private static boolean isRun(String plain) {
        int step = plain.charAt(1) - plain.charAt(0);
        for (int i = 1; i < plain.length(); i++) {
            int next = plain.charAt(i) - plain.charAt(i - 1);
            if (Math.abs(step) != 1 || (next != step && next != -9 * step)) {
                return false;
            }
        }
        return true;
    }

    private static io.automedia.shared.ProblemException refused(String why) {
        return Problem.invalid("password", why).exception();
    }

    private static Set<String> readCommon() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt")),
                StandardCharsets.UTF_8))) {
            return Stream.concat(
                            lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")),
                            StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream())
                    .filter(password -> password.length() >= SHORTEST)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
