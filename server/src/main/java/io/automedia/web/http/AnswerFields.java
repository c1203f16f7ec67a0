package io.automedia.web.http;

import io.automedia.shared.Projection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `fields=id,content.text` on whatever the API answers to a `GET`: of a list each item keeps these fields, and of a
/// single thing the thing itself.
@RestControllerAdvice
final class AnswerFields implements ResponseBodyAdvice<Object> {
    private static final String PARAMETER = "fields";
    private static final String ITEMS = "items";

    private final JsonMapper json;

    AnswerFields(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        // of a problem nothing is asked: it may be that the parameters can't be read
        if (body == null || !type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            return body;
        }
        String fields = asked(request);
        return fields == null ? body : kept(json.valueToTree(body), Projection.of(fields));
    }

    private static @Nullable String asked(ServerHttpRequest request) {
        return request instanceof ServletServerHttpRequest http
                        && http.getServletRequest().getMethod().equals("GET")
                        && http.getServletRequest().getRequestURI().startsWith("/api/v1/")
                ? http.getServletRequest().getParameter(PARAMETER)
                : null;
    }

    private static JsonNode kept(JsonNode whole, Projection projection) {
        if (!(whole instanceof ObjectNode object) || !(object.get(ITEMS) instanceof ArrayNode items)) {
            return projection.apply(whole);
        }
        ArrayNode kept = object.arrayNode(items.size());
        items.forEach(item -> kept.add(projection.apply(item)));
        return object.set(ITEMS, kept);
    }
}
