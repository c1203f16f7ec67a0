package io.automedia.web.http;

import io.automedia.shared.JsonFaults;
import io.automedia.shared.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/// A body that lies in memory, so that it can be looked at again when it can't be read.
final class WholeBody implements HttpInputMessage {
    private final HttpHeaders headers;
    private final byte[] bytes;
    private final JsonMapper json;
    private final JavaType type;

    /// @param type what it is to become
    WholeBody(HttpHeaders headers, byte[] bytes, JsonMapper json, JavaType type) {
        this.headers = headers;
        this.bytes = bytes;
        this.json = json;
        this.type = type;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return new ByteArrayInputStream(bytes);
    }

    /// Everything in it that its type can't hold.
    List<FieldError> faults() {
        return JsonFaults.all(json, json.readTree(bytes), type);
    }
}
