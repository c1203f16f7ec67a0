package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The bounds that the description of the API gives the fields of requests are those of validation:
/// what lies at a bound is taken, what lies beyond is refused, by the name of the field.
@AutoMediaTest
class ApiBoundsTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Bodies that are accepted, in which one value after the other is replaced.
    private static final Map<String, String> CALLS = new LinkedHashMap<>(Map.of(
            "POST /api/v1/topics", "{'name':'Snow','keywords':[{'term':'snow'}]}",
            "POST /api/v1/topics/preview", "{'topic':{'name':'Snow','keywords':[{'term':'snow'}]}}",
            "POST /api/v1/collections", "{'name':'Snow'}",
            "POST /api/v1/agents", "{'name':'Ada','systemPrompt':'Write.','config':{'model':'m','provider':'p'}}",
            "POST /api/v1/platforms", "{'type':'fake'}",
            "POST /api/v1/tokens", "{'name':'a program'}",
            "POST /api/v1/users/me/api-keys", "{'provider':'acme','key':'sk-0123456789'}",
            "POST /api/v1/content", "{'platform':'twitter','content':{'text':'Hello'}}",
            "PATCH /api/v1/users/me", "{'profile':{},'preferences':{}}"));

    private final Http person;
    private final JsonNode api;
    private final List<String> wrong = new ArrayList<>();
    private int bounds;

    ApiBoundsTests(TestPeople people) {
        this.person = people.someone().http();
        this.api = person.get("/v3/api-docs").json();
    }

    @Test
    void validation_refuses_what_lies_beyond_a_bound_and_takes_what_lies_at_it() {
        CALLS.forEach((call, body) -> {
            String[] parts = call.split(" ", 2);
            JsonNode operation = api.path("paths").path(parts[1]).path(parts[0].toLowerCase(java.util.Locale.ROOT));
            JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
            look(call, (ObjectNode) JSON.readTree(body.replace('\'', '"')), "", schema);
        });

        assertThat(wrong).as("of %d bounds", bounds).isEmpty();
        assertThat(bounds).isGreaterThan(100);
    }

    private void look(String call, ObjectNode body, String pointer, JsonNode declared) {
        JsonNode schema = resolved(declared);
        if (schema.has("properties")) {
            refused(call, body, pointer + "/nothing", JSON.readTree("1"));
            schema.path("properties")
                    .properties()
                    .forEach(field -> look(call, body, pointer + "/" + field.getKey(), field.getValue()));
            return;
        }
        if (schema.has("maxLength")) {
            int most = schema.path("maxLength").asInt();
            refused(call, body, pointer, text(most + 1));
            if (!pointer.endsWith("/avatar") && !pointer.endsWith("/website")) {
                taken(call, body, pointer, text(most));
            }
        }
        if (schema.path("minLength").asInt(0) > 0) {
            refused(call, body, pointer, text(schema.path("minLength").asInt() - 1));
        }
        if (schema.has("minimum") && !schema.has("description")) {
            refused(
                    call,
                    body,
                    pointer,
                    number(schema.path("minimum").decimalValue().subtract(BigDecimal.ONE)));
            taken(call, body, pointer, schema.path("minimum"));
        }
        if (schema.has("maximum")) {
            refused(
                    call,
                    body,
                    pointer,
                    number(schema.path("maximum").decimalValue().add(BigDecimal.ONE)));
            taken(call, body, pointer, schema.path("maximum"));
        }
        if (schema.has("enum")) {
            refused(call, body, pointer, JsonNodeFactory.instance.stringNode("nonsense"));
            schema.path("enum").forEach(value -> taken(call, body, pointer, value));
        }
        if (schema.has("items")) {
            list(call, body, pointer, schema);
        }
    }

    private void list(String call, ObjectNode body, String pointer, JsonNode schema) {
        JsonNode items = resolved(schema.path("items"));
        if (schema.path("minItems").asInt(0) > 0) {
            refused(call, body, pointer, JSON.createArrayNode());
        }
        if (schema.has("maxItems") && items.path("type").asString("").equals("string")) {
            refused(call, body, pointer, texts(schema.path("maxItems").asInt() + 1, items));
        }
        if (items.has("properties") && body.at(pointer + "/0").isObject()) {
            look(call, body, pointer + "/0", items);
        } else if (items.has("maxLength")) {
            refused(
                    call,
                    body,
                    pointer,
                    JSON.createArrayNode().add(text(items.path("maxLength").asInt() + 1)));
        } else if (items.has("enum")) {
            refused(call, body, pointer, JSON.createArrayNode().add("nonsense"));
        }
    }

    private static ArrayNode texts(int many, JsonNode items) {
        ArrayNode list = JSON.createArrayNode();
        for (int i = 0; i < many; i++) {
            list.add(items.has("enum") ? items.at("/enum/0").asString() : "a" + i);
        }
        return list;
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode some =
                schema.has("allOf") ? schema.at("/allOf/0") : schema.has("anyOf") ? schema.at("/anyOf/0") : schema;
        String reference = some.path("$ref").asString("");
        return reference.isEmpty() ? some : api.at(reference.substring(1));
    }

    private static JsonNode text(int length) {
        return JsonNodeFactory.instance.stringNode("x".repeat(length));
    }

    private static JsonNode number(BigDecimal value) {
        return JsonNodeFactory.instance.numberNode(value.longValueExact());
    }

    private void refused(String call, ObjectNode body, String pointer, JsonNode value) {
        Answer answer = sent(call, body, pointer, value);
        bounds++;
        boolean isUnknown = pointer.endsWith("/nothing");
        if (answer.status() != 400 || !(isUnknown || names(answer, pointer))) {
            wrong.add("takes " + told(call, pointer, value, answer));
        }
    }

    private void taken(String call, ObjectNode body, String pointer, JsonNode value) {
        Answer answer = sent(call, body, pointer, value);
        bounds++;
        if (answer.status() == 400 && names(answer, pointer)) {
            wrong.add("refuses " + told(call, pointer, value, answer));
        }
    }

    private static String told(String call, String pointer, JsonNode value, Answer answer) {
        String words = value.toString();
        return call + " " + pointer + " = " + words.substring(0, Math.min(40, words.length())) + " (" + words.length()
                + "): " + answer.status() + " " + answer.at("/detail") + " "
                + (answer.status() == 400 ? answer.json().path("errors") : "");
    }

    private static boolean names(Answer answer, String pointer) {
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        return answer.json()
                .path("errors")
                .valueStream()
                .anyMatch(error -> error.path("field").asString().matches(".*\\b" + field + "\\b.*"));
    }

    private Answer sent(String call, ObjectNode body, String pointer, JsonNode value) {
        ObjectNode changed = body.deepCopy();
        JsonNode at = changed;
        String[] steps = pointer.substring(1).split("/", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            JsonNode next = at instanceof ArrayNode list ? list.get(Integer.parseInt(steps[i])) : at.path(steps[i]);
            at = next.isMissingNode() ? ((ObjectNode) at).putObject(steps[i]) : next;
        }
        ((ObjectNode) at).set(steps[steps.length - 1], value);
        String[] parts = call.split(" ", 2);
        return person.send(parts[0], parts[1], changed.toString(), "application/json");
    }
}
