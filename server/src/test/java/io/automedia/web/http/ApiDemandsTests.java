package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the description of the API says is required is what validation demands: without it a request is
/// refused by the name of the field, and without anything else it isn't.
@AutoMediaTest
class ApiDemandsTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Bodies of which one field after the other is left out.
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("POST /api/v1/topics", "{'name':'Snow','weight':2,'keywords':[{'term':'snow','weight':1}]}"),
            Map.entry(
                    "POST /api/v1/topics/preview",
                    "{'days':2,'topic':{'name':'Snow','category':'a','keywords':[{'term':'snow'}]}}"),
            Map.entry(
                    "POST /api/v1/collections",
                    "{'name':'Snow','icon':'a','rules':{'conditions':{'minEngagement':{'likes':1}},"
                            + "'criteria':[{'field':'tags','operator':'contains','value':'snow'}]}}"),
            Map.entry("POST /api/v1/collections/{id}/items", "{'contentIds':['65f0c2a4e13b5a0012345678'],'note':'a'}"),
            Map.entry("PUT /api/v1/collections/{id}/permissions", "{'person':'a@example.org','role':'viewer'}"),
            Map.entry(
                    "POST /api/v1/agents",
                    "{'name':'Ada','systemPrompt':'Write.','config':{'model':'m','provider':'p','maxTokens':9,"
                            + "'templates':[{'name':'a'}]},'persona':{'name':'Ada','expertise':['snow']}}"),
            Map.entry("POST /api/v1/platforms", "{'type':'fake','name':'Mine'}"),
            Map.entry("POST /api/v1/platforms/{platform}/sources", "{'value':'https://example.org/feed'}"),
            Map.entry("PUT /api/v1/platforms/{platform}/sources", "{'sources':[{'value':'https://example.org/feed'}]}"),
            Map.entry("POST /api/v1/platforms/{id}/webhooks", "{'url':'https://example.org/hook','events':['a']}"),
            Map.entry("POST /api/v1/topics/{id}/webhooks", "{'url':'https://example.org/hook','events':['a']}"),
            Map.entry("POST /api/v1/tokens", "{'name':'a program','scopes':['read']}"),
            Map.entry("POST /api/v1/passkeys", "{'name':'my key','credential':{}}"),
            Map.entry("POST /api/v1/users/me/api-keys", "{'provider':'acme','key':'sk-0123456789','label':'a'}"),
            Map.entry(
                    "POST /api/v1/content",
                    "{'platform':'twitter','content':{'text':'Hello','links':[{'url':'https://example.org/a'}],"
                            + "'mentions':[{'username':'lena'}],'hashtags':[{'text':'snow'}],'media':[{'url':"
                            + "'https://example.org/a.png'}]},'metadata':{'location':{'name':'Paris','coordinates':"
                            + "{'lat':48.85,'lng':2.35}}}}"),
            Map.entry("POST /api/v1/admin/invitations", "{'email':'nonsense','role':'user'}"),
            Map.entry("POST /api/v1/auth/invitation", "{'token':'a'}"),
            Map.entry("POST /api/v1/auth/register", "{'email':'nonsense','password':'short','profile':{'bio':'a'}}"),
            Map.entry("POST /api/v1/auth/verify", "{'token':'a'}"),
            Map.entry("POST /api/v1/auth/password/forgot", "{'email':'nonsense'}"),
            Map.entry("POST /api/v1/auth/password/reset", "{'token':'a'}"),
            Map.entry("POST /api/v1/auth/passkey", "{'credential':{}}"),
            Map.entry("POST /api/v1/auth/refresh", "{'refreshToken':'a'}"),
            Map.entry("POST /api/v1/auth/two-factor", "{'action':'enable'}"));

    private final Http person;
    private final JsonNode api;
    private final Map<String, String> ids;
    private final List<String> wrong = new ArrayList<>();

    ApiDemandsTests(TestPeople people) {
        this.person = people.admin().http();
        this.api = person.get("/v3/api-docs").json();
        this.ids = Stream.of("/api/v1/topics", "/api/v1/collections", "/api/v1/platforms")
                .collect(Collectors.toMap(things -> things, this::made));
    }

    @Test
    void what_is_required_is_what_validation_demands() {
        CALLS.forEach((call, body) -> {
            ObjectNode whole = (ObjectNode) JSON.readTree(body.replace('\'', '"'));
            look(call, whole, "", whole, parts(schema(call)).toList());
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void every_call_that_demands_something_is_tried() {
        List<String> demanding = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().forEach(verb -> {
                    String call = verb.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    if (parts(schema(call)).anyMatch(part -> part.has("required"))) {
                        demanding.add(call);
                    }
                }));

        assertThat(demanding)
                .filteredOn(call -> !call.contains("/local/"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                CALLS.keySet().stream(),
                                // those whose other fields depend on who calls, and one that needs a key
                                Stream.of(
                                        "POST /api/v1/users/me/email",
                                        "POST /api/v1/users/me/password",
                                        "PATCH /api/v1/passkeys/{id}"))
                        .toList());
    }

    @Test
    void a_parameter_that_is_demanded_is_required() {
        String items = "/api/v1/collections/{id}/items";
        JsonNode parameters = operation("DELETE " + items).path("parameters");

        assertThat(person.delete(at(items)).status()).isEqualTo(400);
        assertThat(parameters
                        .valueStream()
                        .filter(parameter -> parameter.path("name").asString().equals("contentId"))
                        .map(parameter -> parameter.path("required").asBoolean()))
                .containsExactly(true);
    }

    private void look(String call, ObjectNode whole, String pointer, JsonNode at, List<JsonNode> schemas) {
        for (int i = 0; i < (at.isArray() ? at.size() : 0); i++) {
            look(call, whole, pointer + "/" + i, at.path(i), inner(schemas, part -> part.path("items")));
        }
        for (String field : at.propertyNames()) {
            boolean isDescribed = schemas.stream()
                    .flatMap(part -> part.path("required").valueStream())
                    .anyMatch(required -> required.asString().equals(field));
            ObjectNode less = whole.deepCopy();
            ((ObjectNode) less.at(pointer)).remove(field);
            Answer answer = sent(call, less);
            if (isDescribed != (answer.status() == 400 && names(answer, field))) {
                wrong.add((isDescribed ? "required, and taken " : "refused, and not required ") + call + " without "
                        + pointer + "/" + field + ": " + answer.status() + " " + answer.text());
            }
            look(
                    call,
                    whole,
                    pointer + "/" + field,
                    at.path(field),
                    inner(schemas, part -> part.path("properties").path(field)));
        }
    }

    private List<JsonNode> inner(List<JsonNode> schemas, UnaryOperator<JsonNode> step) {
        return schemas.stream().map(step).flatMap(this::parts).toList();
    }

    /// A schema, or those of which it consists.
    private Stream<JsonNode> parts(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return parts(api.at(reference.substring(1)));
        }
        if (schema.has("allOf")) {
            return schema.path("allOf").valueStream().flatMap(this::parts);
        }
        return schema.has("anyOf") ? parts(schema.at("/anyOf/0")) : Stream.of(schema);
    }

    private JsonNode operation(String call) {
        String[] parts = call.split(" ", 2);
        return api.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    private JsonNode schema(String call) {
        return operation(call).at("/requestBody/content/application~1json/schema");
    }

    private Answer sent(String call, ObjectNode body) {
        String[] parts = call.split(" ", 2);
        return person.send(parts[0], at(parts[1]), body.toString(), "application/json");
    }

    /// The path of a thing that there is.
    private String at(String path) {
        String things = path.replaceFirst("/\\{.*", "");
        return path.replaceFirst("\\{[^}]+}", ids.getOrDefault(things, ""));
    }

    private String made(String things) {
        String body = String.valueOf(CALLS.get("POST " + things)).replace('\'', '"');
        Answer answer = person.post(things, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.at("/id");
    }

    private static boolean names(Answer answer, String field) {
        return answer.json()
                .path("errors")
                .valueStream()
                .anyMatch(error -> error.path("field").asString().matches(".*\\b" + field + "\\b.*"));
    }
}
