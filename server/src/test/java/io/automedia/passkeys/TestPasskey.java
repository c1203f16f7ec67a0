package io.automedia.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/// A person's device with one passkey (ES256), and the browser before it: answers as WebAuthn says, or as somebody
/// would
/// who has no passkey.
public final class TestPasskey {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int HAS_CREDENTIAL = 0x40;
    private static final HexFormat HEX = HexFormat.of();

    private final KeyPair keys = keys();
    private final byte[] id = new byte[32];
    private String origin;
    private String host = "localhost";
    private byte[] userHandle = {};
    private boolean isVerifying = true;
    private long count;

    private TestPasskey(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(id);
    }

    /// A device on which pages of this address are open.
    public static TestPasskey at(String origin) {
        return new TestPasskey(origin);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException cause) {
            throw new AssertionError(cause);
        }
    }

    /// Shows pages of another address from now on.
    public TestPasskey from(String other) {
        origin = other;
        return this;
    }

    /// Signs for another host from now on.
    public TestPasskey forHost(String other) {
        host = other;
        return this;
    }

    /// Asks its owner for no fingerprint or PIN, or does again.
    public TestPasskey verifying(boolean verifies) {
        isVerifying = verifies;
        return this;
    }

    /// Says that it has signed so often before.
    public TestPasskey counting(long signed) {
        count = signed;
        return this;
    }

    /// Says that it belongs to somebody else.
    public TestPasskey claiming(byte[] handle) {
        userHandle = handle.clone();
        return this;
    }

    /// Has the owner of a session add it.
    ///
    /// @return its id in the list of his passkeys
    public String register(Http owner, String name) {
        Answer options = owner.post("/api/v1/passkeys/options", "{}");
        assertThat(options.status()).as("%s", options).isEqualTo(200);
        Answer added = owner.post("/api/v1/passkeys", named(name, made(options.json())));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        return added.at("/id");
    }

    /// What adds it under a name.
    public static String named(String name, String credential) {
        return "{\"name\":\"%s\",\"credential\":%s}".formatted(name, credential);
    }

    /// What the browser answers to the options for making one.
    public String made(JsonNode options) {
        userHandle = Base64.getUrlDecoder().decode(options.at("/user/id").asString());
        byte[] point = coseKey();
        byte[] data = bytes(
                authenticatorData(HAS_CREDENTIAL),
                new byte[16],
                ByteBuffer.allocate(2).putShort((short) id.length).array(),
                id,
                point);
        // a map of fmt, attStmt and authData
        byte[] object = bytes(
                HEX.parseHex("a3"),
                cbor("fmt"),
                cbor("none"),
                cbor("attStmt"),
                HEX.parseHex("a0"),
                cbor("authData"),
                HEX.parseHex("59"),
                ByteBuffer.allocate(2).putShort((short) data.length).array(),
                data);
        return credential("""
                {"clientDataJSON":"%s","attestationObject":"%s","transports":["internal"]}""".formatted(text(clientData("webauthn.create", options)), text(object)));
    }

    /// What the browser answers to the options for signing.
    public String signed(JsonNode options) {
        byte[] data = authenticatorData(0);
        byte[] client = clientData("webauthn.get", options);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return credential("""
                    {"clientDataJSON":"%s","authenticatorData":"%s","signature":"%s","userHandle":"%s"}""".formatted(text(client), text(data), text(signature.sign()), text(userHandle)));
        } catch (GeneralSecurityException cause) {
            throw new AssertionError(cause);
        }
    }

    /// The same passkey in name only: what it signs, another one signs.
    public TestPasskey forged() {
        TestPasskey forged = new TestPasskey(origin).claiming(userHandle).counting(count);
        System.arraycopy(id, 0, forged.id, 0, id.length);
        return forged;
    }

    private String credential(String response) {
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","response":%2$s,"clientExtensionResults":{}}""".formatted(text(id), response);
    }

    private byte[] clientData(String type, JsonNode options) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, options.at("/challenge").asString(), origin).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int more) {
        count++;
        return bytes(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) (PRESENT | (isVerifying ? VERIFIED : 0) | more)},
                ByteBuffer.allocate(4).putInt((int) count).array());
    }

    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return bytes(
                HEX.parseHex("a5010203262001215820"),
                unsigned(key.getW().getAffineX().toByteArray()),
                HEX.parseHex("225820"),
                unsigned(key.getW().getAffineY().toByteArray()));
    }

    private static byte[] unsigned(byte[] number) {
        byte[] whole = new byte[32];
        int length = Math.min(number.length, whole.length);
        System.arraycopy(number, number.length - length, whole, whole.length - length, length);
        return whole;
    }

    private static byte[] cbor(String word) {
        byte[] letters = word.getBytes(StandardCharsets.UTF_8);
        return bytes(new byte[] {(byte) (0x60 + letters.length)}, letters);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException cause) {
            throw new AssertionError(cause);
        }
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
