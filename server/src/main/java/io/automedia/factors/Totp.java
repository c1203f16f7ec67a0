package io.automedia.factors;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;

/// The codes of authenticators as RFC 6238 has them: SHA-1, 30 seconds, 6 digits. Those of the 30
/// seconds before and after are taken too, since clocks differ and typing takes a while.
final class Totp {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int DIGITS = 6;
    private static final int SECRET_BYTES = 20;
    private static final int WINDOW = 1;
    private static final String HMAC = "HmacSHA1";
    private static final String ISSUER = "AutoMedia";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private final TimeBasedOneTimePasswordGenerator generator;

    /// @param digits of a code: 6, and 8 in the examples of the RFC
    Totp(int digits) {
        generator = new TimeBasedOneTimePasswordGenerator(STEP, digits, HMAC);
    }

    Totp() {
        this(DIGITS);
    }

    /// A new secret of 160 bits, in hexadecimal digits.
    static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /// The number of the 30 seconds that a moment is in.
    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
    }

    /// The code of a step.
    String code(String secret, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(HexFormat.of().parseHex(secret), HMAC),
                    Instant.ofEpochSecond(step * STEP.toSeconds()),
                    Locale.ROOT);
        } catch (InvalidKeyException cause) {
            throw new IllegalStateException("This Java can't compute one-time passwords.", cause);
        }
    }

    /// The newest step near this moment whose code is shown; empty when there is none.
    OptionalLong matching(String secret, String shown, Instant now) {
        String code = shown.replaceAll("\\s", "");
        long here = step(now);
        // all are compared, however early one is right
        return LongStream.rangeClosed(here - WINDOW, here + WINDOW)
                .filter(step -> same(code(secret, step), code))
                .max();
    }

    private static boolean same(String right, String shown) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /// A secret as it is typed into an authenticator.
    static String base32(String secret) {
        StringBuilder text = new StringBuilder();
        int waiting = 0;
        int bits = 0;
        for (byte next : HexFormat.of().parseHex(secret)) {
            waiting = (waiting << Byte.SIZE) | (next & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(BASE_32.charAt((waiting >> bits) & 31));
            }
            waiting &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE_32.charAt((waiting << (BITS - bits)) & 31)).toString();
    }

    /// The address by which an authenticator takes a secret over.
    static String uri(String secret, String account) {
        return "otpauth://totp/" + ISSUER + ":" + escaped(account) + "?secret=" + base32(secret) + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP.toSeconds();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
