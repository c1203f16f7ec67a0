package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.Raw;
import java.util.function.IntPredicate;

/// `$bitsAllSet`, `$bitsAllClear`, `$bitsAnySet`, `$bitsAnyClear` on whole numbers and binary data.
final class BitsTest implements ElementTest {
    private final Condition.Bits.BitTest kind;
    private final byte[] positions;

    BitsTest(Condition.Bits.BitTest kind, byte[] positions) {
        this.kind = kind;
        this.positions = positions;
    }

    @Override
    public boolean test(byte type, byte[] bytes, int value) {
        if (type == 5) {
            int length = Raw.int32(bytes, value);
            return holds(position ->
                    position / 8 < length && ((bytes[value + 5 + position / 8] >> (position % 8)) & 1) != 0);
        }
        if (type != 1 && type != 16 && type != 18 && type != 19) {
            return false;
        }
        Long number = Numbers.exactLong(Raw.read(bytes, type, value));
        return number != null && holds(position -> ((number >> Math.min(position, 63)) & 1) != 0);
    }

    private boolean holds(IntPredicate isSet) {
        boolean all = kind == Condition.Bits.BitTest.ALL_SET || kind == Condition.Bits.BitTest.ALL_CLEAR;
        boolean wanted = kind == Condition.Bits.BitTest.ALL_SET || kind == Condition.Bits.BitTest.ANY_SET;
        for (int position = 0; position < positions.length * 8; position++) {
            boolean asked = ((positions[position / 8] >> (position % 8)) & 1) != 0;
            if (asked && (isSet.test(position) == wanted) != all) {
                return !all;
            }
        }
        return all;
    }
}
