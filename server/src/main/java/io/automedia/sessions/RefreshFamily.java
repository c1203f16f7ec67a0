package io.automedia.sessions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// The refresh tokens of one session. Each is 128 bits that nobody can guess, and a seal over them by a key
/// of the session: whichever of them is shown, however long ago it was exchanged, is known for one that was
/// given out, without a list of them. The key opens nothing: what is good now is known by its hash alone.
final class RefreshFamily {
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int HALF = 16;
    private static final int ID_LENGTH = 24;

    private RefreshFamily() {}

    /// A key for a session, in Base64.
    static String newKey() {
        return Base64.getEncoder().encodeToString(random(KEY_BYTES));
    }

    /// A new token.
    static SecretToken make(ObjectId session, String key) {
        return of(session, key, random(HALF));
    }

    /// The token with these bits, of which the first 128 count.
    static SecretToken of(ObjectId session, String key, byte[] bits) {
        byte[] secret = Arrays.copyOf(Arrays.copyOf(bits, HALF), 2 * HALF);
        System.arraycopy(seal(session, key, secret), 0, secret, HALF, HALF);
        return SecretToken.of(session, secret);
    }

    /// Whether a token was given out for the session that has this key.
    static boolean has(@Nullable String key, SecretToken shown) {
        if (key == null) {
            return false;
        }
        try {
            byte[] secret = Base64.getUrlDecoder().decode(shown.text().substring(ID_LENGTH + 1));
            return secret.length == 2 * HALF
                    && MessageDigest.isEqual(
                            Arrays.copyOfRange(secret, HALF, 2 * HALF),
                            Arrays.copyOf(seal(shown.id(), key, secret), HALF));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static byte[] seal(ObjectId session, String key, byte[] secret) {
        ByteBuffer sealed = ByteBuffer.allocate(ID_LENGTH + HALF)
                .put(session.toHexString().getBytes(StandardCharsets.US_ASCII))
                .put(secret, 0, HALF);
        return hmac(Base64.getDecoder().decode(key), sealed.array());
    }

    /// HMAC with SHA-256.
    static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (NoSuchAlgorithmException | InvalidKeyException cause) {
            throw new IllegalStateException("This Java has no HMAC with SHA-256.", cause);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
