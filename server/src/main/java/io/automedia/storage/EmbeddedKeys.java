package io.automedia.storage;

import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.kms.KeyServices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys with which the embedded store encrypts its documents on the disk: the first one what is
/// written from now on; the others still open what they encrypted, until the store has written that anew.
/// Nobody finds them in a log.
final class EmbeddedKeys {
    private static final int BYTES = 32;

    private final List<byte[]> keys;

    private EmbeddedKeys(List<byte[]> keys) {
        this.keys = keys;
    }

    /// @param configured keys, each base64 of 32 bytes, with commas or white space between them, or the
    /// path of a file that holds them; null or blank for none
    /// @throws IllegalArgumentException when one of them is no key
    static EmbeddedKeys of(@Nullable String configured) {
        if (configured == null || configured.isBlank()) {
            return new EmbeddedKeys(List.of());
        }
        if (KeyTexts.of(configured).stream().anyMatch(KeyServices::isUri)) {
            throw new IllegalArgumentException("automedia.embedded-key can't be a key in a key service: the store needs"
                    + " the key itself. Have a file made from your secret store, and name that; automedia.master-key"
                    + " may be in a key service");
        }
        List<byte[]> given = decode(configured);
        List<byte[]> found =
                given.isEmpty() ? decode(KeyTexts.inFile(configured.strip()).orElse("")) : given;
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "automedia.embedded-key must be 32 bytes in base64 (openssl rand -base64 32),"
                            + " or several such with commas between them, the first of which encrypts; or the path of a file"
                            + " that holds them, one in a line");
        }
        return new EmbeddedKeys(found);
    }

    /// The keys in a text; none when one of them is none.
    private static List<byte[]> decode(String text) {
        List<byte[]> found = new ArrayList<>();
        for (String one : KeyTexts.of(text)) {
            byte[] key = decoded(one);
            if (key.length != BYTES) {
                return List.of();
            }
            found.add(key);
        }
        return found;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /// Options with these keys.
    EmbeddedMongoOptions in(EmbeddedMongoOptions options) {
        return keys.isEmpty() ? options : options.withEncryptionKey(keys.getFirst(), keys.subList(1, keys.size()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmbeddedKeys that && Arrays.deepEquals(keys.toArray(), that.keys.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(keys.toArray());
    }

    @Override
    public String toString() {
        return "EmbeddedKeys[" + keys.size() + "]";
    }
}
