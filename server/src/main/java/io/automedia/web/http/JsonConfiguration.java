package io.automedia.web.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.automedia.shared.Ids;
import io.automedia.shared.Moments;
import io.automedia.shared.Texts;
import io.automedia.shared.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.types.ObjectId;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.type.LogicalType;

/// How JSON and query parameters are read and written: strictly in, without the nulls in maps and with none in lists,
/// texts that every store can hold, ids as 24 hexadecimal digits, enum constants in lower case.
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {
    private static final JsonSetter.Value NO_NULLS = JsonSetter.Value.forContentNulls(Nulls.FAIL);

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.SKIP))
                .withConfigOverride(List.class, lists -> lists.setNullHandling(NO_NULLS))
                .withConfigOverride(Set.class, sets -> sets.setNullHandling(NO_NULLS))
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(values());
    }

    private static SimpleModule values() {
        return new SimpleModule("values")
                .addSerializer(ObjectId.class, ToStringSerializer.instance)
                .addSerializer(UserId.class, ToStringSerializer.instance)
                .addDeserializer(ObjectId.class, new ObjectIdReader())
                .addDeserializer(Instant.class, new MomentReader())
                .addDeserializer(String.class, new TextReader());
    }

    @Bean
    WebMvcConfigurer requestParameters(io.automedia.access.CallerArgument caller) {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                ApplicationConversionService.configure(registry);
                registry.addConverter(String.class, ObjectId.class, (Converter<String, ObjectId>) Ids::objectId);
                registry.addConverter(String.class, Instant.class, (Converter<String, Instant>) Moments::parse);
            }

            // libraries that are there for something else bring converters for YAML and CBOR, to which none of these
            // rules apply
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.configureMessageConvertersList(converters -> converters.removeIf(
                        converter -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)
                                || converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_CBOR)));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(caller);
            }
        };
    }

    /// Times as ISO 8601 writes them, with their distance from UTC; a number could be seconds or milliseconds.
    private static final class MomentReader extends StdScalarDeserializer<Instant> {
        MomentReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(
                tools.jackson.core.JsonParser parser, tools.jackson.databind.DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(getValueType(context), parser);
            }
            String text = parser.getString();
            try {
                return Moments.parse(text);
            } catch (DateTimeException notATime) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "must be a time in ISO 8601");
            }
        }
    }

    private static final class TextReader extends StdScalarDeserializer<String> {
        TextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(
                tools.jackson.core.JsonParser parser, tools.jackson.databind.DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null || Texts.isWhole(text)
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, text, "must be whole");
        }
    }

    private static final class ObjectIdReader extends StdScalarDeserializer<ObjectId> {
        ObjectIdReader() {
            super(ObjectId.class);
        }

        @Override
        public ObjectId deserialize(
                tools.jackson.core.JsonParser parser, tools.jackson.databind.DeserializationContext context) {
            String text = parser.getValueAsString();
            if (text == null || !ObjectId.isValid(text)) {
                return (ObjectId) context.handleWeirdStringValue(
                        ObjectId.class, String.valueOf(text), "must be 24 hexadecimal digits");
            }
            return new ObjectId(text);
        }
    }
}
