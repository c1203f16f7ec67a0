package io.automedia.web.http;

import io.automedia.shared.CountedInputStream;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Lets no body that a controller wants as an object grow beyond the limit, whatever its headers say. What
/// a controller streams to a file does not pass here.
@RestControllerAdvice
@EnableConfigurationProperties(HttpProperties.class)
final class BodyLimit extends RequestBodyAdviceAdapter {
    private final DataSize limit;

    BodyLimit(HttpProperties properties) {
        this.limit = properties.jsonLimit();
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
        return new Limited(message.getHeaders(), new Counted(message.getBody()));
    }

    private ProblemException tooLarge() {
        return new Problem.TooLarge("The body is larger than the " + limit.toBytes() + " bytes accepted here.")
                .exception();
    }

    private record Limited(HttpHeaders headers, InputStream body) implements HttpInputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }

    private final class Counted extends CountedInputStream {
        private long left = limit.toBytes();

        Counted(InputStream body) {
            super(body);
        }

        @Override
        protected void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
