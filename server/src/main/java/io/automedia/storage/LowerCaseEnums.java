package io.automedia.storage;

import java.util.Locale;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/// Writes enum constants as the documents have them: `CONTENT_GENERATION` is `content_generation`.
final class LowerCaseEnums implements CodecProvider {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum where it is cast
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return Enum.class.isAssignableFrom(type) && type != Enum.class ? (Codec<T>) new EnumCodec(type) : null;
    }

    private record EnumCodec<E extends Enum<E>>(Class<E> type) implements Codec<E> {
        @Override
        public void encode(BsonWriter writer, E value, EncoderContext context) {
            writer.writeString(value.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public E decode(BsonReader reader, DecoderContext context) {
            return Enum.valueOf(type, reader.readString().toUpperCase(Locale.ROOT));
        }

        @Override
        public Class<E> getEncoderClass() {
            return type;
        }
    }
}
