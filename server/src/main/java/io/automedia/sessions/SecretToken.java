package io.automedia.sessions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// An opaque token: the id of what it opens, and 256 random bits. Only its hash is stored.
public record SecretToken(ObjectId id, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;
    private static final int ID_LENGTH = 24;
    private static final int LONGEST = 200;

    /// A new one.
    public static SecretToken make(ObjectId id) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return of(id, random);
    }

    /// The token with these 256 bits.
    static SecretToken of(ObjectId id, byte[] secret) {
        return new SecretToken(
                id,
                id.toHexString() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// The token that someone shows; empty when it can't be one.
    public static Optional<SecretToken> read(@Nullable String text) {
        if (text == null
                || text.length() <= ID_LENGTH + 1
                || text.length() > LONGEST
                || text.charAt(ID_LENGTH) != '.'
                || !ObjectId.isValid(text.substring(0, ID_LENGTH))) {
            return Optional.empty();
        }
        return Optional.of(new SecretToken(new ObjectId(text.substring(0, ID_LENGTH)), text));
    }

    /// What is stored of it.
    public String hash() {
        return hash(text);
    }

    /// SHA-256 of a token, in hexadecimal digits.
    public static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("This Java has no SHA-256.", cause);
        }
    }

    /// Compares in a time that does not depend on where they differ.
    static boolean same(@Nullable String a, @Nullable String b) {
        return a != null
                && b != null
                && MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SecretToken[" + id.toHexString() + "]";
    }
}
