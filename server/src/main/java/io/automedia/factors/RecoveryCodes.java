package io.automedia.factors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Codes for whoever lost his authenticator: 80 random bits each, to be written down. Only a hash
/// with a salt of its own is stored of each.
final class RecoveryCodes {
    static final int COUNT = 10;

    /// Crockford's: without letters that are taken for digits, and without u.
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final int SALT_BYTES = 16;
    private static final String BETWEEN = ":";

    private RecoveryCodes() {}

    /// New ones, as they are shown: `abcd-efgh-jkmn-pqrs`.
    static List<String> make() {
        return Stream.generate(RecoveryCodes::one).limit(COUNT).toList();
    }

    private static String one() {
        StringBuilder code = new StringBuilder();
        for (int letter = 0; letter < LENGTH; letter++) {
            if (letter > 0 && letter % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /// What is stored of a code.
    static String kept(String code) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        String salted = HexFormat.of().formatHex(salt);
        return salted + BETWEEN + hash(salted, plain(code));
    }

    /// Which of those that are kept a person shows, in whatever spelling; empty when it is none of
    /// them.
    static Optional<String> shown(String code, List<String> kept) {
        String plain = plain(code);
        return plain.length() == LENGTH
                ? kept.stream().filter(one -> is(plain, one)).findFirst()
                : Optional.empty();
    }

    private static boolean is(String plain, String kept) {
        int end = kept.indexOf(BETWEEN);
        return end > 0
                && MessageDigest.isEqual(
                        kept.substring(end + 1).getBytes(StandardCharsets.UTF_8),
                        hash(kept.substring(0, end), plain).getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "")
                .toLowerCase(Locale.ROOT)
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
    }

    private static String hash(String salt, String plain) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((salt + BETWEEN + plain).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("This Java has no SHA-256.", cause);
        }
    }
}
