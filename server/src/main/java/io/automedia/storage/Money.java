package io.automedia.storage;

import java.math.BigDecimal;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;

/// Amounts that must be exact. They are written as Decimal128, and read from numbers of any type.
final class Money implements Codec<BigDecimal> {
    @Override
    public void encode(BsonWriter writer, BigDecimal value, EncoderContext context) {
        writer.writeDecimal128(new Decimal128(value));
    }

    @Override
    public BigDecimal decode(BsonReader reader, DecoderContext context) {
        BsonType type = reader.getCurrentBsonType();
        if (type == BsonType.INT32) {
            return BigDecimal.valueOf(reader.readInt32());
        }
        if (type == BsonType.INT64) {
            return BigDecimal.valueOf(reader.readInt64());
        }
        return type == BsonType.DOUBLE
                ? BigDecimal.valueOf(reader.readDouble())
                : reader.readDecimal128().bigDecimalValue();
    }

    @Override
    public Class<BigDecimal> getEncoderClass() {
        return BigDecimal.class;
    }
}
