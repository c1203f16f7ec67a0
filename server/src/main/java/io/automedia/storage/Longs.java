package io.automedia.storage;

import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/// Whole numbers of 64 bits. What another program wrote with a fraction, which the descriptions allow, is read as the
/// nearest
/// whole one.
final class Longs implements Codec<Long> {
    @Override
    public void encode(BsonWriter writer, Long value, EncoderContext context) {
        writer.writeInt64(value);
    }

    @Override
    public Long decode(BsonReader reader, DecoderContext context) {
        return switch (reader.getCurrentBsonType()) {
            case INT32 -> (long) reader.readInt32();
            case INT64 -> reader.readInt64();
            case DECIMAL128 ->
                Math.round(reader.readDecimal128().bigDecimalValue().doubleValue());
            default -> Math.round(reader.readDouble());
        };
    }

    @Override
    public Class<Long> getEncoderClass() {
        return Long.class;
    }
}
