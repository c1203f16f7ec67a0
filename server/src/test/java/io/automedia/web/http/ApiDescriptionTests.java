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
        assertThat(operations)
                .allSatisfy(operation -> assertThat(
                                operation.at("/responses/default/$ref").asString())
                        .isEqualTo("#/components/responses/Problem"));
        assertThat(api.at("/components/schemas/Problem/properties/code/type").asString())
                .isEqualTo("string");
    }
}
