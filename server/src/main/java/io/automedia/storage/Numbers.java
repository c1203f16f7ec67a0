package io.automedia.storage;

import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/// Numbers of whatever kind, for open maps of counters.
final class Numbers implements Codec<Number> {
    @Override
    public void encode(BsonWriter writer, Number value, EncoderContext context) {
        switch (value) {
            case Integer number -> writer.writeInt32(number);
            case Long number -> writer.writeInt64(number);
            case Short number -> writer.writeInt32(number);
            case Byte number -> writer.writeInt32(number);
            default -> writer.writeDouble(value.doubleValue());
        }
    }

    @Override
    public Number decode(BsonReader reader, DecoderContext context) {
        BsonType type = reader.getCurrentBsonType();
        if (type == BsonType.INT32) {
            return reader.readInt32();
        }
        if (type == BsonType.INT64) {
            return reader.readInt64();
        }
        return type == BsonType.DECIMAL128
                ? reader.readDecimal128().bigDecimalValue().doubleValue()
                : reader.readDouble();
    }

    @Override
    public Class<Number> getEncoderClass() {
        return Number.class;
    }
}
