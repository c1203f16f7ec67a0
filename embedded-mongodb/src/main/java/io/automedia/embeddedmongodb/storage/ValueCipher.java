package io.automedia.embeddedmongodb.storage;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Encrypts stored documents with AES-GCM, each bound to its record id, when there is a key; else passes them through.
/// Index keys stay readable, because they must compare.
final class ValueCipher {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final @Nullable SecretKeySpec key;
    private final List<SecretKeySpec> former;
    private final SecureRandom random = new SecureRandom();

    /// @param key 16, 24 or 32 bytes, or null for no encryption
    /// @param former further keys to read with
    ValueCipher(byte @Nullable [] key, List<byte[]> former) {
        this.key = key == null ? null : new SecretKeySpec(key, "AES");
        this.former =
                former.stream().map(each -> new SecretKeySpec(each, "AES")).toList();
    }

    boolean encrypts() {
        return key != null;
    }

    byte[] encrypt(byte[] boundTo, byte[] plain, int offset, int length) {
        if (key == null) {
            return offset == 0 && length == plain.length ? plain : Arrays.copyOfRange(plain, offset, offset + length);
        }
        try {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, boundTo);
            byte[] result = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(length));
            cipher.doFinal(plain, offset, length, result, NONCE);
            return result;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is not available", impossible);
        }
    }

    byte[] decrypt(byte[] boundTo, byte[] stored) {
        if (key == null) {
            return stored;
        }
        byte[] plain = decrypt(key, boundTo, stored);
        for (int i = 0; plain == null && i < former.size(); i++) {
            plain = decrypt(former.get(i), boundTo, stored);
        }
        if (plain == null) {
            throw new IllegalStateException("A stored value cannot be decrypted: wrong key, or damaged");
        }
        return plain;
    }

    /// Whether the current key decrypts a value.
    boolean isCurrent(byte[] boundTo, byte[] stored) {
        return key == null || decrypt(key, boundTo, stored) != null;
    }

    private static byte @Nullable [] decrypt(SecretKeySpec key, byte[] boundTo, byte[] stored) {
        if (stored.length < NONCE + TAG_BITS / 8) {
            return null;
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, stored, 0, boundTo).doFinal(stored, NONCE, stored.length - NONCE);
        } catch (GeneralSecurityException anotherKeyOrDamaged) {
            return null;
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, int offset, byte[] boundTo)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE));
        cipher.updateAAD(boundTo);
        return cipher;
    }
}
