package io.automedia.platforms.rss;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Short names for long texts: the beginnings of their SHA-256.
final class Hashes {
    private Hashes() {}

    static String text(String text, int digits) {
        return HexFormat.of()
                .formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, digits);
    }

    static String text(byte[] bytes, int digits) {
        return HexFormat.of().formatHex(sha256(bytes)).substring(0, digits);
    }

    static long number(String text) {
        return ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("every Java knows SHA-256", cause);
        }
    }
}
