package io.automedia.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DescribedRequestsTests {
    private static final String DESCRIPTION = """
            {"paths":{"/api/v1/things/{id}":{
              "get":{"parameters":[
                {"in":"query","name":"limit","schema":{"type":"integer","minimum":1,"maximum":100}},
                {"in":"query","name":"isNew","schema":{"type":"boolean"}},
                {"in":"query","name":"ids","schema":{"type":"array","items":{"type":"string","pattern":"^[0-9]+$"}}},
                {"in":"query","name":"of","required":true,"schema":{"type":"string","enum":["all","some"]}}]},
              "delete":{},
              "put":{"requestBody":{"required":true,"content":{"application/json":{"schema":{"allOf":[
                {"$ref":"#/components/schemas/Thing"},{"required":["name"]}]}}}}}}},
             "components":{"schemas":{
               "Thing":{"type":"object","additionalProperties":false,"properties":{
                "name":{"type":["string","null"],"maxLength":3},
                "size":{"type":["integer","null"],"minimum":1}}}}}}
            """;

    private final DescribedRequests described =
            new DescribedRequests(new DescribedApi(JsonMapper.builder().build().readTree(DESCRIPTION)));

    @Test
    void what_is_described_passes() {
        passes(get("?of=all"));
        passes(get("?of=some&limit=100&isNew=true&ids=1,2&ids=3"));
        passes(put("{\"name\":\"a\",\"size\":1}"));
        passes(put("{\"name\":\"a\",\"size\":null}"));
        passes(() -> described.compare("DELETE", "/api/v1/things/1", 204, null, new byte[0]));
        passes(() -> described.compare("DELETE", "/api/v1/others/1?a=b", 204, null, new byte[0]));
    }

    @Test
    void what_is_refused_need_not_be_described() {
        passes(() -> described.compare("GET", "/api/v1/things/1?nonsense=1", 400, null, new byte[0]));
    }

    @Test
    void parameters_that_are_taken_and_not_described_are_named() {
        fails(get("?of=all&nonsense=1"), "nonsense");
        fails(get("?of=none"), "of", "none");
        fails(get("?of=all&limit=0"), "limit", "0");
        fails(get("?of=all&limit=many"), "limit", "many");
        fails(get("?of=all&isNew=on"), "isNew", "on");
        fails(get("?of=all&ids=1,a"), "ids", "a");
        fails(get(""), "of", "required");
    }

    @Test
    void bodies_that_are_taken_and_not_described_are_named_with_place_and_value() {
        fails(put("{\"name\":\"a\",\"more\":1}"), "more");
        fails(put("{\"name\":\"abcd\"}"), "/name", "abcd");
        fails(put("{\"name\":\"a\",\"size\":0}"), "/size", "0");
        fails(put("{\"size\":1}"), "name");
        fails(put(""), "a body is required");
        fails(() -> described.compare("PUT", "/api/v1/things/1", 200, "text/plain", new byte[1]), "text/plain");
        fails(
                () -> described.compare(
                        "DELETE",
                        "/api/v1/things/1",
                        204,
                        "application/json",
                        "{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
                "no body");
    }

    private ThrowingCallable get(String query) {
        return () -> described.compare("GET", "/api/v1/things/1" + query, 200, null, new byte[0]);
    }

    private ThrowingCallable put(String body) {
        return () -> described.compare(
                "PUT",
                "/api/v1/things/1",
                200,
                "application/json; charset=utf-8",
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static void passes(ThrowingCallable request) {
        assertThatCode(request).doesNotThrowAnyException();
    }

    private static void fails(ThrowingCallable request, String... words) {
        assertThatThrownBy(request)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/api/v1/things/{id}")
                .hasMessageContainingAll(words);
    }
}
