package io.automedia.updates;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a client of the WebSocket may say.
sealed interface ClientMessage {
    /// It says who it is.
    ///
    /// @param token an access token; null when the handshake proved already who it is
    /// @param after the last number it has seen; null to begin with what comes now
    record Authenticate(@Nullable String token, @Nullable Long after) implements ClientMessage {}

    /// It wants these types.
    record Subscribe(List<String> types) implements ClientMessage {}

    /// It no longer wants these types.
    record Unsubscribe(List<String> types) implements ClientMessage {}

    /// It wants to know whether somebody is there.
    record Ping() implements ClientMessage {}

    /// It can't be understood; `reason` says why.
    record Garbage(String reason) implements ClientMessage {}

    JsonMapper MAPPER = JsonMapper.builder().build();

    static ClientMessage parse(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JacksonException noJson) {
            return new Garbage("This is not JSON.");
        }
        if (!json.isObject()) {
            return new Garbage("A message is a JSON object with a type.");
        }
        return switch (json.path("type").asString("")) {
            case "authenticate" -> authenticate(json);
            case "subscribe" -> types(json, Subscribe::new);
            case "unsubscribe" -> types(json, Unsubscribe::new);
            case "ping" -> new Ping();
            default -> new Garbage("The type must be authenticate, subscribe, unsubscribe or ping.");
        };
    }

    private static ClientMessage authenticate(JsonNode json) {
        JsonNode token = json.path("token");
        JsonNode after = json.path("after");
        boolean fits = (token.isString() || token.isMissingNode() || token.isNull())
                && (after.isMissingNode() || after.isNull() || (after.isIntegralNumber() && after.canConvertToLong()));
        return fits
                ? new Authenticate(token.isString() ? token.asString() : null, after.isNumber() ? after.asLong() : null)
                : new Garbage("token must be text and after a number.");
    }

    private static ClientMessage types(JsonNode json, Function<List<String>, ClientMessage> message) {
        JsonNode array = json.path("types");
        if (!array.isArray() || !array.valueStream().allMatch(JsonNode::isString)) {
            return new Garbage("types must be a list of event types.");
        }
        return message.apply(array.valueStream().map(JsonNode::asString).toList());
    }
}
