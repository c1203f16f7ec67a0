package io.automedia.embeddedmongodb.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyEncodingTests {
    /// Ascending as MongoDB orders them.
    private static final List<@Nullable Object> IN_ORDER = Arrays.asList(
            new RawValue(ElementType.MIN_KEY, new byte[0], 0, 0),
            null,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            -1e300,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            -(1L << 53) - 1,
            -(1L << 53),
            -1.5,
            -1,
            -0.1,
            0,
            Double.MIN_VALUE,
            decimal("0.1"),
            0.1,
            0.5,
            1,
            decimal("1.000000000000000000000000000000001"),
            2,
            1L << 53,
            (1L << 53) + 1,
            decimal("9007199254740993.5"),
            (1L << 53) + 2,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE,
            0x1p63,
            1e300,
            Double.POSITIVE_INFINITY,
            "",
            "\0",
            "\0a",
            "\1",
            "a",
            "a\0",
            "a\0b",
            "a\1",
            "aa",
            "b",
            "é",
            "中",
            "🙂",
            Map.of(),
            Map.of("a", 1),
            Map.of("a", 2),
            Map.of("b", 1),
            Map.of("a", "x"),
            List.of(),
            List.of(1),
            List.of(1, 2),
            List.of(2),
            new byte[] {9},
            new byte[] {1, 1},
            new ObjectId("000000000000000000000001"),
            new ObjectId("ff0000000000000000000000"),
            false,
            true,
            Instant.ofEpochMilli(-5),
            Instant.EPOCH,
            Instant.ofEpochMilli(5),
            new RawValue(ElementType.MAX_KEY, new byte[0], 0, 0));

    private static Decimal128 decimal(String text) {
        return new Decimal128(new BigDecimal(text));
    }

    private static byte[] key(@Nullable Object value, boolean descending) {
        KeyBuilder builder = new KeyBuilder();
        KeyEncoding.append(RawValue.of(value), descending, builder);
        return builder.toBytes();
    }

    @Test
    void bytesCompareAsValuesDo() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = 0; j < IN_ORDER.size(); j++) {
                int expected = Integer.signum(Integer.compare(i, j));
                String pair = IN_ORDER.get(i) + " and " + IN_ORDER.get(j);
                assertThat(Integer.signum(
                                Arrays.compareUnsigned(key(IN_ORDER.get(i), false), key(IN_ORDER.get(j), false))))
                        .as(pair)
                        .isEqualTo(expected);
                assertThat(Integer.signum(
                                Arrays.compareUnsigned(key(IN_ORDER.get(i), true), key(IN_ORDER.get(j), true))))
                        .as(pair + " descending")
                        .isEqualTo(-expected);
            }
        }
    }

    @Test
    void noEncodingBeginsAnother() {
        List<byte[]> keys = new ArrayList<>();
        IN_ORDER.forEach(value -> keys.add(key(value, false)));
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < keys.size(); j++) {
                byte[] one = keys.get(i);
                byte[] other = keys.get(j);
                boolean begins =
                        i != j && one.length <= other.length && Arrays.equals(one, 0, one.length, other, 0, one.length);
                assertThat(begins).isFalse();
            }
        }
    }

    @Test
    void equalNumbersOfDifferentTypesAreTheSameKey() {
        assertThat(key(1, false))
                .isEqualTo(key(1L, false))
                .isEqualTo(key(1.0, false))
                .isEqualTo(key(decimal("1.00"), false));
        assertThat(key(0.0, false)).isEqualTo(key(-0.0, false)).isEqualTo(key(Decimal128.NEGATIVE_ZERO, false));
        assertThat(key(Double.NaN, false)).isEqualTo(key(Decimal128.NaN, false));
        assertThat(key(Double.NEGATIVE_INFINITY, false)).isEqualTo(key(Decimal128.NEGATIVE_INFINITY, false));
        assertThat(key(1L << 60, false)).isEqualTo(key(0x1p60, false));
    }
}
