package io.automedia.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DescribedAnswersTests {
    private static final String DESCRIPTION = """
            {"paths":{"/api/v1/things/{id}":{"get":{"responses":{
              "200":{"headers":{"ETag":{}},"content":{"application/json":{"schema":{"anyOf":[
                {"$ref":"#/components/schemas/Thing"},{"$ref":"#/components/schemas/PartOfThing"}]}}}},
              "404":{"$ref":"#/components/responses/Problem404"}}}}},
             "components":{
              "responses":{"Problem404":{"content":{"application/problem+json":{"schema":{"allOf":[
                {"$ref":"#/components/schemas/Problem"},{"properties":{"code":{"enum":["DATA001"]}}}]}}}}},
              "schemas":{
               "Problem":{"type":"object","properties":{"code":{"type":"string"}},"required":["code"]},
               "Thing":{"type":"object","required":["name","at"],"properties":{
                "name":{"type":"string"},"at":{"type":["string","null"],"format":"date-time"}}},
               "PartOfThing":{"type":"object","properties":{"name":{"type":"string"}}}}}}
            """;
    private static final String THING = "{\"name\":\"a\",\"at\":null}";

    private final DescribedAnswers described =
            new DescribedAnswers(new DescribedApi(JsonMapper.builder().build().readTree(DESCRIPTION)));

    @Test
    void what_is_described_passes() {
        passes(answer("/api/v1/things/1", 200, "application/json", THING));
        passes(answer("/api/v1/things/1?fields=name", 200, "application/json;charset=UTF-8", "{\"name\":\"a\"}"));
        passes(answer("/api/v1/things/1", 404, "application/problem+json", "{\"code\":\"DATA001\"}"));
        passes(() -> described.compare("HEAD", "/api/v1/things/1", 200, headers(Map.of()), new byte[0]));
        passes(() -> described.compare("POST", "/api/v1/things/1", 405, headers(Map.of()), new byte[0]));
    }

    @Test
    void what_is_not_described_is_named_with_its_call_place_and_value() {
        fails(answer("/api/v1/things/1", 200, "application/json", "{\"name\":7,\"at\":null}"), "/name", "7");
        fails(answer("/api/v1/things/1", 200, "application/json", "{\"name\":\"a\",\"at\":\"noon\"}"), "/at", "noon");
        fails(answer("/api/v1/things/1", 200, "application/json", "{\"name\":\"a\"}"), "at");
        fails(answer("/api/v1/things/1", 200, "application/json", THING.replace("}", ",\"more\":1}")), "more");
        fails(answer("/api/v1/things/1?fields=name", 200, "application/json", "{\"more\":1}"), "more");
        fails(
                answer("/api/v1/things/1", 404, "application/problem+json", "{\"code\":\"DATA002\"}"),
                "/code",
                "DATA002");
        fails(answer("/api/v1/things/1", 200, "text/html", "<p>"), "text/html");
        fails(answer("/api/v1/things/1", 409, "application/problem+json", "{}"), "409", "status");
        fails(
                () -> described.compare("GET", "/api/v1/things/1", 404, headers(Map.of("ETag", "1")), new byte[0]),
                "ETag");
        fails(answer("/api/v1/thing%73/1", 200, "application/json", "{\"name\":7,\"at\":null}"), "/name", "7");
        fails(answer("/api/v1/things/1", 200, "application/json", ""), "none");
    }

    @Test
    void a_method_that_is_not_described_must_not_succeed() {
        assertThatThrownBy(() -> described.compare("DELETE", "/api/v1/things/1", 204, headers(Map.of()), new byte[0]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("DELETE /api/v1/things/{id}", "not described");
    }

    private ThrowingCallable answer(String path, int status, String type, String body) {
        return () -> described.compare(
                "GET", path, status, headers(Map.of("Content-Type", type)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        return HttpHeaders.of(
                headers.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (name, value) -> true);
    }

    private static void passes(ThrowingCallable answer) {
        assertThatCode(answer).doesNotThrowAnyException();
    }

    private static void fails(ThrowingCallable answer, String... words) {
        assertThatThrownBy(answer)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /api/v1/things/{id}")
                .hasMessageContainingAll(words);
    }
}
