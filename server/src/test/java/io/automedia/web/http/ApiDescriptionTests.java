package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.content.ContentQuery;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class ApiDescriptionTests {
    private final JsonNode api;
    private final String text;

    ApiDescriptionTests(TestPeople people) {
        var answer = people.someone().http().get("/v3/api-docs");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        this.api = answer.json();
        this.text = answer.text();
    }

    @Test
    void it_says_what_it_describes_and_how_to_sign_in() {
        assertThat(api.at("/info/title").asString()).isEqualTo("AutoMedia");
        assertThat(api.at("/info/version").asString()).isNotEmpty().isNotEqualTo("v0");
        assertThat(api.at("/info/description").asString()).contains("DATA002", "page.next");
        assertThat(api.at("/components/securitySchemes/accessToken/scheme").asString())
                .isEqualTo("bearer");
        assertThat(api.at("/security/0").propertyNames()).containsExactly("accessToken");
        JsonNode signIn = api.at("/paths").path("/api/v1/auth/login").path("post");
        assertThat(signIn.path("security").isArray()).isTrue();
        assertThat(signIn.path("security")).isEmpty();
    }

    @Test
    void who_calls_is_no_parameter() {
        List<String> names = api.findValues("parameters").stream()
                .flatMap(JsonNode::valueStream)
                .map(parameter -> parameter.path("name").asString(""))
                .toList();

        assertThat(names).isNotEmpty().doesNotContain("caller", "parameters", "request");
        assertThat(text).doesNotContain("\"Caller\"", "sessionId\"");
    }

    @Test
    void the_list_of_posts_names_all_its_parameters() {
        List<String> names = api.at("/paths")
                .path("/api/v1/content")
                .at("/get/parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString())
                .toList();

        assertThat(names).containsAll(ContentQuery.PARAMETERS).contains("limit", "offset", "after", "total", "fields");
        assertThat(names).hasSize(ContentQuery.PARAMETERS.size() + 5);
    }

    @Test
    void an_import_takes_a_file() {
        JsonNode content = api.at("/paths").path("/api/v1/content/import").at("/post/requestBody/content");

        assertThat(content.path("multipart/form-data")
                        .at("/schema/properties/file/type")
                        .asString())
                .isEqualTo("string");
    }

    @Test
    void every_operation_has_a_readable_name_of_its_own_and_tells_how_it_fails() {
        List<JsonNode> operations =
                api.at("/paths").valueStream().flatMap(JsonNode::valueStream).toList();
        List<String> ids = operations.stream()
                .map(operation -> operation.path("operationId").asString())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().contains("Content_list", "Topic_create");
        assertThat(operations).allSatisfy(operation -> {
            JsonNode answers = operation.path("responses");
            assertThat(answers.propertyNames())
                    .contains("400", "406", "429", "500", "503")
                    .doesNotContain("default")
                    .anyMatch(status -> status.startsWith("2"));
            for (String status : answers.propertyNames()) {
                if (status.compareTo("400") >= 0 && !status.equals("416")) {
                    assertThat(answers.path(status).path("$ref").asString())
                            .isEqualTo("#/components/responses/Problem" + status);
                }
            }
        });
        assertThat(api.at("/components/schemas/Problem/properties/code/type").asString())
                .isEqualTo("string");
    }

    @Test
    void null_and_what_has_to_be_there_come_from_the_types() {
        JsonNode page = schema("PageInfo");
        assertThat(types(page.at("/properties/next"))).containsExactlyInAnyOrder("string", "null");
        assertThat(types(page.at("/properties/limit"))).containsExactly("integer");
        assertThat(strings(page.path("required"))).contains("next", "limit", "total");
        JsonNode agent = schema("AgentView");
        assertThat(types(agent.at("/properties/parentId"))).containsExactly("string");
        assertThat(strings(agent.path("required"))).contains("name", "config").doesNotContain("parentId", "persona");
        assertThat(schema("JobView").at("/properties/file/anyOf/1/type").asString())
                .isEqualTo("null");
        JsonNode wanted = schema("TopicRequest");
        assertThat(wanted.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(wanted.has("required")).isFalse();
    }

    @Test
    void what_a_call_demands_is_required() {
        assertThat(demanded("/api/v1/auth/refresh", "post")).containsExactly("refreshToken");
        assertThat(demanded("/api/v1/auth/password/reset", "post")).containsExactlyInAnyOrder("token", "password");
        assertThat(demanded("/api/v1/collections/{id}/permissions", "put")).containsExactlyInAnyOrder("person", "role");
    }

    private List<String> demanded(String path, String verb) {
        String name = operation(path, verb)
                .at("/requestBody/content/application~1json/schema/$ref")
                .asString();
        return strings(schema(name.substring(name.lastIndexOf('/') + 1)).path("required"));
    }

    @Test
    void constants_are_written_as_answers_have_them() {
        assertThat(strings(schema("AgentView").at("/properties/type/enum")))
                .containsExactly("content", "analysis", "marketing", "technical", "social");
        assertThat(text).doesNotContain("\"CONTENT\"", "\"PENDING\"");
        JsonNode invitation =
                operation("/api/v1/admin/invitations", "post").at("/requestBody/content/application~1json/schema/$ref");
        JsonNode invited = schema(invitation.asString().replaceFirst(".*/", ""));
        assertThat(invited.at("/properties/role").toString()).contains("\"user\",\"admin\"");
        assertThat(invited.at("/properties/email").toString()).doesNotContain("enum");
    }

    @Test
    void ids_and_times_are_texts() {
        JsonNode agent = schema("AgentView");
        assertThat(agent.at("/properties/id/pattern").asString()).isEqualTo("^[0-9a-fA-F]{24}$");
        assertThat(agent.at("/properties/createdAt/format").asString()).isEqualTo("date-time");
    }

    @Test
    void a_part_of_an_answer_is_described_beside_the_whole() {
        JsonNode answer = operation("/api/v1/agents/{id}", "get").at("/responses/200/content/application~1json/schema");
        assertThat(answer.at("/anyOf/0/$ref").asString()).endsWith("/AgentView");
        assertThat(answer.at("/anyOf/1/$ref").asString()).endsWith("/PartOfAgentView");
        assertThat(schema("PartOfAgentView").has("required")).isFalse();
    }

    @Test
    void versions_places_repetitions_and_limits_are_described() {
        JsonNode change = operation("/api/v1/topics/{id}", "patch");
        assertThat(names(change)).contains("If-Match", "Idempotency-Key");
        assertThat(change.path("responses").propertyNames()).contains("404", "409", "412", "413", "415");
        assertThat(change.at("/responses/200/headers").propertyNames()).contains("ETag", "RateLimit");
        JsonNode made = operation("/api/v1/topics", "post");
        assertThat(made.at("/responses/201/headers").propertyNames()).contains("ETag", "Location");
        assertThat(made.path("responses").propertyNames()).doesNotContain("200", "412");
        assertThat(operation("/api/v1/topics/{id}", "get").path("responses").propertyNames())
                .contains("304");
        assertThat(names(operation("/api/v1/auth/login", "post"))).doesNotContain("Idempotency-Key");
        assertThat(names(operation("/api/v1/tokens", "post"))).contains("Idempotency-Key");
        assertThat(strings(schema("ApiTokensShown").path("required")))
                .contains("ending")
                .doesNotContain("token");
        assertThat(api.at("/components/responses/Problem429/headers").propertyNames())
                .contains("Retry-After");
        for (String upload : List.of("/api/v1/media", "/api/v1/content/import", "/api/v1/content/export")) {
            JsonNode answers = operation(upload, "post").path("responses");
            String status = upload.endsWith("media") ? "201" : "202";
            assertThat(answers.path(status).path("content").propertyNames()).containsExactly("application/json");
        }
    }

    private JsonNode schema(String name) {
        return api.at("/components/schemas").path(name);
    }

    private JsonNode operation(String path, String verb) {
        return api.at("/paths").path(path).path(verb);
    }

    private static List<String> names(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? strings(type) : List.of(type.asString());
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
