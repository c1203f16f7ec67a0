package io.automedia.storage;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/// Codecs for our records, also those that only their own package sees: the driver's own ask for public
/// ones. A component is a field of the same name or the one in `@BsonProperty`, `id` with `@BsonId` is
/// `_id`; what is null is not written.
final class Records implements CodecProvider {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is a record where it is cast
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        if (!type.isRecord()) {
            return null;
        }
        List<RecordCodec.Part> parts = Arrays.stream(type.getRecordComponents())
                .map(component -> part(component, registry))
                .toList();
        return new RecordCodec(type, parts);
    }

    private static RecordCodec.Part part(RecordComponent component, CodecRegistry registry) {
        Type type = component.getGenericType();
        return new RecordCodec.Part(component, fieldName(component), codec(type, registry));
    }

    /// The annotations are ones of fields, so that is where the compiler leaves them.
    private static String fieldName(RecordComponent component) {
        try {
            Field field = component.getDeclaringRecord().getDeclaredField(component.getName());
            BsonProperty named = field.getAnnotation(BsonProperty.class);
            if (named != null) {
                return named.value();
            }
            return field.isAnnotationPresent(BsonId.class) ? "_id" : component.getName();
        } catch (NoSuchFieldException everyComponentHasOne) {
            throw new IllegalStateException(everyComponentHasOne);
        }
    }

    @SuppressWarnings("unchecked") // a codec is only given values of its component
    private static Codec<Object> codec(Type type, CodecRegistry registry) {
        return (Codec<Object>)
                switch (type) {
                    case ParameterizedType generic ->
                        registry.get(
                                (Class<?>) generic.getRawType(),
                                Arrays.stream(generic.getActualTypeArguments())
                                        .map(Records::bound)
                                        .toList());
                    case Class<?> plain -> registry.get(boxed(plain));
                    default -> throw new IllegalArgumentException("A record component can't be of type " + type);
                };
    }

    private static Type bound(Type argument) {
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
