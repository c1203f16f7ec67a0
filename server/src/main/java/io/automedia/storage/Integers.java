package io.automedia.storage;

import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/// Whole numbers of 32 bits. What another program wrote with a fraction, which the descriptions allow, is read as the
/// nearest
/// whole one.
final class Integers implements Codec<Integer> {
    @Override
    public void encode(BsonWriter writer, Integer value, EncoderContext context) {
        writer.writeInt32(value);
    }

    @Override
    public Integer decode(BsonReader reader, DecoderContext context) {
        return switch (reader.getCurrentBsonType()) {
            case INT32 -> reader.readInt32();
            case INT64 -> Math.clamp(reader.readInt64(), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case DECIMAL128 -> nearest(reader.readDecimal128().bigDecimalValue().doubleValue());
            default -> nearest(reader.readDouble());
        };
    }

    private static int nearest(double number) {
        return Math.clamp(Math.round(number), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public Class<Integer> getEncoderClass() {
        return Integer.class;
    }
}
