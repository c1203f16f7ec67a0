package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// SCRAM-SHA-256 (RFC 5802, RFC 7677), the server's side, for one account. The password itself is forgotten after
/// construction. Safe for use by many connections.
final class ScramServer {
    static final String MECHANISM = "SCRAM-SHA-256";
    /// The fewest that RFC 7677 and the drivers allow. More would slow down only who guesses a password; this one is 24
    /// random bytes, and every start waits for them twice.
    private static final int ITERATIONS = 4_096;

    private final SecureRandom random = new SecureRandom();
    private final String username;
    private final byte[] salt = randomBytes(28);
    private final byte[] storedKey;
    private final byte[] serverKey;

    ScramServer(Credential credential) {
        username = credential.username();
        byte[] salted = saltedPassword(credential.password(), salt);
        storedKey = sha256(hmac(salted, "Client Key"));
        serverKey = hmac(salted, "Server Key");
    }

    String username() {
        return username;
    }

    /// Reads the client's first message and answers with salt, iterations and the joint nonce.
    Conversation begin(byte[] clientFirst) {
        String message = new String(clientFirst, StandardCharsets.UTF_8);
        if (!message.startsWith("n,") && !message.startsWith("y,")) {
            throw failed();
        }
        int bareStart = message.indexOf(',', 2) + 1;
        if (bareStart == 0) {
            throw failed();
        }
        String bare = message.substring(bareStart);
        Map<Character, String> attributes = attributes(bare);
        String nonce = attributes.getOrDefault('r', "");
        String name = attributes.getOrDefault('n', "").replace("=2C", ",").replace("=3D", "=");
        if (nonce.isEmpty()) {
            throw failed();
        }
        String joint = nonce + Base64.getEncoder().encodeToString(randomBytes(24));
        String serverFirst = "r=" + joint + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + ITERATIONS;
        return new Conversation(
                name.equals(username), joint, message.substring(0, bareStart), bare + "," + serverFirst, serverFirst);
    }

    /// What is remembered between the client's two messages.
    record Conversation(
            boolean knownUser, String nonce, String channelBinding, String authPrefix, String serverFirst) {}

    /// Checks the client's proof.
    /// @return the server's signature, which proves to the client that the server knows the password too
    byte[] finish(Conversation conversation, byte[] clientFinal) {
        String message = new String(clientFinal, StandardCharsets.UTF_8);
        int proofStart = message.lastIndexOf(",p=");
        if (proofStart < 0) {
            throw failed();
        }
        String withoutProof = message.substring(0, proofStart);
        Map<Character, String> attributes = attributes(withoutProof);
        String expectedBinding =
                Base64.getEncoder().encodeToString(conversation.channelBinding().getBytes(StandardCharsets.UTF_8));
        byte[] proof = decode(message.substring(proofStart + 3));
        String authMessage = conversation.authPrefix() + "," + withoutProof;
        byte[] clientKey = xor(hmac(storedKey, authMessage), proof);
        boolean proven = MessageDigest.isEqual(sha256(clientKey), storedKey);
        if (!proven
                || !conversation.knownUser()
                || !conversation.nonce().equals(attributes.get('r'))
                || !expectedBinding.equals(attributes.get('c'))) {
            throw failed();
        }
        String signature = "v=" + Base64.getEncoder().encodeToString(hmac(serverKey, authMessage));
        return signature.getBytes(StandardCharsets.UTF_8);
    }

    static MongoError failed() {
        return new MongoError(ErrorCode.AUTHENTICATION_FAILED, "Authentication failed.");
    }

    private static Map<Character, String> attributes(String message) {
        Map<Character, String> attributes = new HashMap<>();
        for (String part : message.split(",", -1)) {
            if (part.length() >= 2 && part.charAt(1) == '=') {
                attributes.put(part.charAt(0), part.substring(2));
            }
        }
        return attributes;
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw failed();
        }
    }

    private static byte[] xor(byte[] left, byte[] right) {
        if (left.length != right.length) {
            throw failed();
        }
        byte[] result = new byte[left.length];
        for (int i = 0; i < left.length; i++) {
            result[i] = (byte) (left[i] ^ right[i]);
        }
        return result;
    }

    private static byte[] saltedPassword(String password, byte[] salt) {
        try {
            var specification = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(specification)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
