package io.automedia.factors;

import java.math.BigInteger;
import java.time.Clock;
import java.util.stream.IntStream;

/// A person's phone: makes the codes of the secret that was typed into it.
public final class TestAuthenticator {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Totp totp = new Totp();
    private final String secret;
    private final Clock clock;

    /// @param base32 of 160 bits
    public TestAuthenticator(String base32, Clock clock) {
        BigInteger value = base32.chars()
                .mapToObj(letter -> BigInteger.valueOf(BASE_32.indexOf(letter)))
                .reduce(BigInteger.ZERO, (sum, digit) -> sum.shiftLeft(5).add(digit));
        this.secret = "%040x".formatted(value);
        this.clock = clock;
    }

    /// What it shows now.
    public String code() {
        return code(0);
    }

    /// What it shows some steps later, or earlier.
    public String code(int steps) {
        return totp.code(secret, Totp.step(clock.instant()) + steps);
    }

    /// Six digits that it does not show now, nor did or will in the minutes around.
    public String wrongCode() {
        for (int number = 0; ; number++) {
            String code = "%06d".formatted(number);
            if (IntStream.rangeClosed(-3, 3).noneMatch(steps -> code(steps).equals(code))) {
                return code;
            }
        }
    }
}
