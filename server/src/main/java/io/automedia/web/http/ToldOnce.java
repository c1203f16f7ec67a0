package io.automedia.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What answers tell once, so that it is kept nowhere.
final class ToldOnce {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<Pattern, Set<String>> FIELDS = Map.of(
            Pattern.compile("/api/v1/tokens"), Set.of("token"),
            Pattern.compile("/api/v1/(platforms|topics)/[^/]+/webhooks(/[^/]+/secret)?"), Set.of("secret"),
            Pattern.compile("/api/v1/auth/two-factor"), Set.of("secret", "otpauthUri", "qrCode", "recoveryCodes"));

    private ToldOnce() {}

    /// An answer without that.
    ///
    /// @param path what was asked
    /// @param body JSON where something is told once
    static byte[] without(String path, byte[] body) {
        return FIELDS.entrySet().stream()
                .filter(told -> told.getKey().matcher(path).matches())
                .findFirst()
                .map(told -> without(told.getValue(), body))
                .orElse(body);
    }

    private static byte[] without(Set<String> fields, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (JSON.readTree(text) instanceof ObjectNode told) {
            return JSON.writeValueAsBytes(told.remove(fields));
        }
        return body;
    }
}
