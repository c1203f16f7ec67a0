package io.automedia.embeddedmongodb.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
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
            .append("at", Instant.ofEpochMilli(1_700_000_000_123L))
            .append("stamp", new BsonTimestamp(42))
            .append("data", new BinData(new byte[] {1, 2}))
            .append("uuid", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))
            .append("regex", new BsonRegularExpression("^a", "i"))
            .append("least", MinKey.getInstance())
            .append("most", MaxKey.getInstance())
            .append("nested", new Document("list", List.of(1, new Document("deep", "x"), List.of())));

    @Test
    void encodesAndDecodesAsMongoJavaServerDoes() {
        ByteBuf buffer = Unpooled.buffer();
        BsonEncoder.encodeDocument(EVERYTHING, buffer);
        byte[] expected = new byte[buffer.readableBytes()];
        buffer.getBytes(0, expected);

        RawDocument raw = RawDocument.from(EVERYTHING);
        assertThat(raw.toBytes()).isEqualTo(expected);
        assertThat(RawDocument.from(BsonDecoder.decodeBson(buffer))).isEqualTo(raw);
        assertThat(RawDocument.from(raw.toDocument())).isEqualTo(raw);
    }

    @Test
    void keepsTypesThatMongoJavaServerLacks() {
        RawValue encrypted = new RawValue(ElementType.BINARY, new byte[] {2, 0, 0, 0, (byte) 128, 9, 8}, 0, 7);
        RawDocument raw = new BsonBuilder().add("secret", encrypted).build();
        assertThat(RawDocument.from(raw.toDocument())).isEqualTo(raw);
    }

    @Test
    void readsFieldsInPlace() {
        RawDocument raw = RawDocument.from(EVERYTHING);
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
        byte[] good = RawDocument.from(EVERYTHING).toBytes();
        assertThat(BsonCheck.document(good, 0, good.length)).isEqualTo(RawDocument.of(good));
        assertThatThrownBy(() -> BsonCheck.document(good, 0, good.length - 1)).isInstanceOf(MalformedBson.class);
        assertThatThrownBy(() -> BsonCheck.document(new byte[] {6, 0, 0, 0, 0x55, 0}, 0, 6))
                .isInstanceOf(MalformedBson.class);
    }

    @Test
    void whatTheCheckAcceptsCanBeDecoded() {
        byte[] good = RawDocument.from(EVERYTHING).toBytes();
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = good.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                BsonCheck.document(mutated, 0, mutated.length).toDocument();
            } catch (MalformedBson expected) {
                assertThat(expected).hasMessageContaining(" ");
            }
        }
    }

    private static List<@Nullable Object> visit(RawDocument document, String path) {
        List<@Nullable Object> seen = new ArrayList<>();
        FieldPath.of(path).visit(document, value -> seen.add(value == null ? null : value.toObject()));
        return seen;
    }
}
