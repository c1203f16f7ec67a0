package io.automedia.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;

/// One key of the trail, and what it makes: HMAC-SHA-256 in 64 hexadecimal digits. Each kind begins with another
/// word, so that none can stand for another.
final class AuditKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    /// What an entry gets after it was sealed.
    private static final Set<String> LATER = Set.of("seal", "waiting", "seq", "previous", "hash", "chainKey");

    private final ObjectId id;
    private final SecretKeySpec key;

    AuditKey(ObjectId id, byte[] bytes) {
        this.id = id;
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    ObjectId id() {
        return id;
    }

    /// The seal of an entry: over all its fields, also those that nobody knows, in the order of their names.
    String seal(BsonDocument entry) {
        BsonDocument content = sorted(entry);
        LATER.forEach(content::remove);
        try (BasicOutputBuffer bytes = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(bytes)) {
            CODEC.encode(writer, content, EncoderContext.builder().build());
            return hmac("entry", List.of(bytes.toByteArray()));
        }
    }

    private static BsonDocument sorted(BsonDocument document) {
        BsonDocument sorted = new BsonDocument();
        document.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> sorted.append(field.getKey(), sorted(field.getValue())));
        return sorted;
    }

    private static BsonValue sorted(BsonValue value) {
        return value.isDocument() ? sorted(value.asDocument()) : value;
    }

    /// The hash that ties a sealed entry to its place and to the entry before.
    String link(long seq, String previous, String seal) {
        return hmac("link", List.of(number(seq), text(previous), text(seal)));
    }

    /// Tells whether settings are the same, and nothing of what they are.
    String fingerprint(Map<String, String> settings) {
        return hmac(
                "settings",
                new TreeMap<>(settings)
                        .entrySet().stream()
                                .flatMap(setting -> Stream.of(text(setting.getKey()), text(setting.getValue())))
                                .toList());
    }

    /// An end of the chain, signed.
    ChainEnd end(String which, long seq, String hash) {
        return new ChainEnd(which, seq, hash, id, hmac(which, List.of(number(seq), text(hash))));
    }

    /// Whether this key signed it.
    boolean signed(ChainEnd end) {
        return same(end(end.id(), end.seq(), end.hash()).seal(), end.seal());
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(text(one), text(other));
    }

    private String hmac(String kind, List<byte[]> parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(text(kind + "\n"));
            for (byte[] part : parts) {
                mac.update(number(part.length));
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ".", cause);
        }
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "AuditKey[" + id + "]";
    }
}
