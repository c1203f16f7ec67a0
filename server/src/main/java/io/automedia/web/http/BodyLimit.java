package io.automedia.web.http;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import java.io.IOException;
import java.lang.reflect.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.databind.json.JsonMapper;

/// Lets no body that a controller wants as an object grow beyond the limit, whatever its headers say. What
/// a controller streams to a file does not pass here.
@RestControllerAdvice
@EnableConfigurationProperties(HttpProperties.class)
final class BodyLimit extends RequestBodyAdviceAdapter {
    private final DataSize limit;
    private final JsonMapper json;

    BodyLimit(HttpProperties properties, JsonMapper json) {
        this.limit = properties.jsonLimit();
        this.json = json;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        if (message.getHeaders().getContentLength() > limit.toBytes()) {
            throw tooLarge();
        }
        byte[] whole = message.getBody().readNBytes(Math.toIntExact(limit.toBytes() + 1));
        if (whole.length > limit.toBytes()) {
            throw tooLarge();
        }
        return new WholeBody(message.getHeaders(), whole, json, json.constructType(type));
    }

    private ProblemException tooLarge() {
        return new Problem.TooLarge("The body is larger than the " + limit.toBytes() + " bytes accepted here.")
                .exception();
    }
}
