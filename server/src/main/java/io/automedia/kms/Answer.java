package io.automedia.kms;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a service answered.
record Answer(int status, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_WORDS = 200;
    /// Not there yet (a replica that lags behind), too early, too many.
    private static final Set<Integer> PASSING = Set.of(412, 425, 429);

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// Whether the same question may be answered a moment later.
    boolean mayPass() {
        return status >= 500 || PASSING.contains(status);
    }

    /// An empty object when it is no JSON.
    JsonNode json() {
        return json(body);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException none) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// What a service says went wrong, fit for a log: its first line, since what follows may repeat
    /// what it was sent.
    static String words(String text) {
        String line = text.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        String whole = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return whole.length() > LONGEST_WORDS ? whole.substring(0, LONGEST_WORDS) + "…" : whole;
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
