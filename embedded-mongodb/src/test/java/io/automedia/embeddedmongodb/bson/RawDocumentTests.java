package io.automedia.embeddedmongodb.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.bson.BsonDateTime;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawDocumentTests {
    private static final Document EVERYTHING = new Document("_id", new ObjectId())
            .append("text", "größer \u0000 🙂")
            .append("int", 7)
            .append("long", 1L << 40)
            .append("double", -0.5)
            .append("decimal", new Decimal128(new BigDecimal("0.10")))
            .append("yes", true)
            .append("nothing", null)
            .append("at", new BsonDateTime(1_700_000_000_123L))
            .append("stamp", new BsonTimestamp(42))
            .append("data", new Binary(new byte[] {1, 2}))
            .append("secret", new Binary((byte) 128, new byte[] {9, 8}))
            .append("uuid", new Binary((byte) 4, new byte[16]))
            .append("regex", new BsonRegularExpression("^a", "i"))
            .append("least", new MinKey())
            .append("most", new MaxKey())
            .append("nested", new Document("list", List.of(1, new Document("deep", "x"), List.of())));

    @Test
    void everyTypeSurvivesTheWayToObjectsAndBack() {
        RawDocument raw = encoded(EVERYTHING);
        assertThat(RawValue.of(decoded(raw)).asDocument()).isEqualTo(raw);
    }

    @Test
    void encodesAsTheDriverDoes() {
        Document plain = new Document("text", "größer \u0000 🙂")
                .append("numbers", List.of(7, 1L << 40, -0.5, new Decimal128(new BigDecimal("0.10"))))
                .append("yes", true)
                .append("nothing", null)
                .append("id", new ObjectId())
                .append("nested", new Document("list", List.of(1, new Document("deep", "x"), List.of())));
        assertThat(RawDocument.from(plain)).isEqualTo(encoded(plain));
        UUID session = new UUID(0x0011223344556677L, 0x8899aabbccddeeffL);
        byte[] inOrder = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        Document binary =
                new Document("data", new Binary(new byte[] {1, 2})).append("id", new Binary((byte) 4, inOrder));
        assertThat(new BsonBuilder()
                        .add("data", new byte[] {1, 2})
                        .add("id", session)
                        .build())
                .isEqualTo(encoded(binary));
        assertThat(new BsonBuilder().add("at", Instant.ofEpochMilli(5)).build())
                .isEqualTo(encoded(new Document("at", new BsonDateTime(5))));
    }

    @Test
    void isShownAsPeopleReadIt() {
        RawDocument raw = encoded(new Document("a", 1).append("id", new ObjectId("000000000000000000000001")));
        assertThat(raw).hasToString("{\"a\": 1, \"id\": ObjectId('000000000000000000000001')}");
        assertThat(RawValue.of("x")).hasToString("\"x\"");
        assertThat(RawValue.of(null)).hasToString("null");
    }

    @Test
    void readsFieldsInPlace() {
        RawDocument raw = encoded(EVERYTHING);
        RawValue text = raw.get("text");
        assertThat(text).isNotNull().extracting(RawValue::asString).isEqualTo("größer \u0000 🙂");
        assertThat(raw.get("absent")).isNull();
    }

    @Test
    void pathsEnterArraysAsTheMatcherDoes() {
        RawDocument raw = RawDocument.from(new Document(
                "a", List.of(new Document("b", 1), new Document("b", List.of(2, 3)), new Document(), 5)));
        assertThat(visit(raw, "a.b")).containsExactly(1, List.of(2, 3), null);
        assertThat(visit(raw, "a.0.b")).containsExactly(1, null, null, null);
        assertThat(visit(raw, "c.d")).containsExactly((Object) null);
    }

    @Test
    void refusesBytesThatAreNotBson() {
        byte[] good = encoded(EVERYTHING).toBytes();
        assertThat(BsonCheck.document(good, 0, good.length)).isEqualTo(RawDocument.of(good));
        assertThatThrownBy(() -> BsonCheck.document(good, 0, good.length - 1)).isInstanceOf(MalformedBson.class);
        assertThatThrownBy(() -> BsonCheck.document(new byte[] {6, 0, 0, 0, 0x55, 0}, 0, 6))
                .isInstanceOf(MalformedBson.class);
    }

    @Test
    void whatTheCheckAcceptsCanBeDecoded() {
        byte[] good = encoded(EVERYTHING).toBytes();
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = good.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                decoded(BsonCheck.document(mutated, 0, mutated.length));
            } catch (MalformedBson expected) {
                assertThat(expected).hasMessageContaining(" ");
            }
        }
    }

    private static RawDocument encoded(Document document) {
        RawBsonDocument bytes = new RawBsonDocument(document, new DocumentCodec());
        byte[] exact = new byte[bytes.getByteBuffer().remaining()];
        bytes.getByteBuffer().get(exact);
        return RawDocument.of(exact);
    }

    private static @Nullable Object decoded(RawDocument document) {
        return new RawValue(ElementType.DOCUMENT, document.array(), document.offset(), document.length()).toObject();
    }

    private static List<@Nullable Object> visit(RawDocument document, String path) {
        List<@Nullable Object> seen = new ArrayList<>();
        FieldPath.of(path).visit(document, value -> seen.add(value == null ? null : value.toObject()));
        return seen;
    }
}
