package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.xml.sax.SAXException;

@AutoMediaTest
class ProblemsTests {
    private static final String POSTS = "/api/v1/content";

    private final TestPeople people;
    private final RequestMappingHandlerMapping mappings;
    private final Environment environment;
    private final Http person;

    ProblemsTests(
            TestPeople people,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            Environment environment) {
        this.people = people;
        this.environment = environment;
        this.mappings = mappings;
        this.person = people.someone().http();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void nobody_writes_lines_of_his_own_into_the_log(CapturedOutput log) {
        LoggerFactory.getLogger(ProblemsTests.class).error("Refused {}", "x\r\n12:00:00 ERROR Other: forged\u001b[2J");

        assertThat(log.getAll()).contains("Refused x 12:00:00 ERROR Other: forged [2J");
        assertThat(log.getAll().lines()).noneMatch(line -> line.startsWith("12:00:00 ERROR Other"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void nobody_writes_lines_of_his_own_into_a_stack_trace(CapturedOutput log) {
        String forged = "x\r\n12:00:00 ERROR Other: forged\u001b[2J";
        Throwable failure = new IllegalStateException(forged, new IOException("Cause: " + forged));
        // its own toString() has two lines
        failure.addSuppressed(new SAXException("Beside: " + forged, new IOException("Within")));

        LoggerFactory.getLogger(ProblemsTests.class).error("Refused", failure);

        assertThat(log.getAll().lines())
                .contains(
                        "java.lang.IllegalStateException: x 12:00:00 ERROR Other: forged [2J",
                        "Caused by: java.io.IOException: Cause: x 12:00:00 ERROR Other: forged [2J",
                        "\tSuppressed: org.xml.sax.SAXException: Beside: x 12:00:00 ERROR Other: forged [2J"
                                + " java.io.IOException: Within")
                .anyMatch(line -> line.startsWith("\tat io.automedia.web.http.ProblemsTests."))
                .noneMatch(line -> line.startsWith("12:00:00 ERROR Other"));
        assertThat(environment.getProperty("logging.pattern.file", "")).endsWith("%n%flatEx");
    }

    @Test
    void an_operator_of_the_store_is_no_value() {
        Answer login =
                people.nobody().post("/api/v1/auth/login", "{\"email\":{\"$gt\":\"\"},\"password\":{\"$gt\":\"\"}}");
        assertProblem(login, 400, "DATA002");
        assertProblem(person.post(POSTS, "{\"$set\":{\"role\":\"admin\"}}"), 400, "DATA002");
        assertProblem(person.get(POSTS + "?author%5B$ne%5D=x"), 400, "DATA002");
        assertThat(person.get(POSTS + "?author=%7B%22$ne%22:1%7D").at("/page/total"))
                .isEqualTo("0");
    }

    @Test
    void json_that_is_nested_beyond_all_measure_is_refused() {
        for (String open : List.of("[", "{\"a\":")) {
            assertProblem(person.post(POSTS, open.repeat(100_000)), 400, "DATA002");
            assertProblem(person.patch("/api/v1/users/me", "{\"profile\":" + open.repeat(100_000)), 400, "DATA002");
        }
    }

    @Test
    void an_unknown_field_is_named_with_its_path() {
        Answer answer = person.post(POSTS, "{\"platform\":\"facebook\",\"content\":{\"txt\":\"x\"}}");

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/errors/0/field")).isEqualTo("content.txt");
        assertThat(answer.at("/errors/0/message")).isEqualTo("is not known here");
    }

    @Test
    void json_that_is_not_well_formed_is_told_with_the_place() {
        Answer answer = person.post(POSTS, "{\"platform\":\n \"facebook\",,}");

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/detail")).isEqualTo("The body is not well-formed JSON (line 2, column 13).");
        assertProblem(person.post(POSTS, "{\"platform\":"), 400, "DATA002");
        assertProblem(person.post(POSTS, ""), 400, "DATA002");
        assertProblem(person.post(POSTS, "[".repeat(100_000)), 400, "DATA002");
    }

    @Test
    void a_value_of_the_wrong_type_is_named() {
        Answer answer = person.post(POSTS, "{\"platform\":\"facebook\",\"content\":{\"text\":[1]}}");
        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/errors/0/field")).isEqualTo("content.text");
        assertThat(answer.at("/errors/0/message")).isEqualTo("must be text");

        Answer whole = person.post(POSTS, "[]");
        assertProblem(whole, 400, "DATA002");
        assertThat(whole.at("/errors/0/field")).isEqualTo("body");
        assertThat(whole.at("/errors/0/message")).isEqualTo("must be an object");
    }

    @Test
    void all_that_is_wrong_in_a_body_is_listed_with_what_is_wanted() {
        Answer answer = person.post(POSTS, """
                {"platform": 5, "colour": "red", "aiGenerated": "yes", "publishedAt": "yesterday", "tags": "snow",
                 "content": {"txt": "x", "media": [null, {"width": 1}, {"width": "wide", "size": 2}]}}
                """);

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.json().at("/errors"))
                .extracting(error -> error.at("/field").asString() + " "
                        + error.at("/message").asString())
                .containsExactlyInAnyOrder(
                        "platform must be text",
                        "colour is not known here",
                        "aiGenerated must be true or false",
                        "publishedAt must be a time such as 2024-01-15T09:30:00Z",
                        "tags must be a list",
                        "content.txt is not known here",
                        "content.media[0] must not be null",
                        "content.media[2].width must be a whole number",
                        "content.media[2].size is not known here");
        assertThat(answer.at("/detail")).startsWith("platform must be text; ");
    }

    @Test
    void all_that_is_wrong_in_a_list_is_listed_by_where_it_stands() {
        Answer answer = person.post(POSTS, """
                {"platform": "facebook", "tags": ["a", 1, null, "b", false],
                 "content": {"media": [{"width": 1}, 7, {"width": 2}, {"width": "wide"}]}}
                """);

        assertThat(answer.at("/detail").split("; "))
                .containsExactlyInAnyOrder(
                        "tags[1] must be text",
                        "tags[2] must not be null",
                        "tags[4] must be text",
                        "content.media[1] must be an object",
                        "content.media[3].width must be a whole number");
    }

    @Test
    void a_null_clears_no_list() {
        String platform = person.post("/api/v1/platforms", "{\"type\":\"rss\"}").at("/id");
        Answer answer = person.put("/api/v1/platforms/" + platform + "/sources", "{\"sources\":[null]}");

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/errors/0/field")).isEqualTo("sources[0]");
        assertThat(answer.at("/errors/0/message")).isEqualTo("must not be null");
    }

    @Test
    void a_null_in_a_map_is_as_if_it_was_not_there() {
        Answer answer = person.post(
                POSTS, "{\"platform\":\"facebook\",\"metadata\":{\"engagement\":{\"likes\":null,\"shares\":2}}}");

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.json().at("/metadata/engagement").propertyNames()).containsExactly("shares");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800", "\\udc00\\ud800", "\\ud83d\\ud83d\\ude00"})
    void a_text_that_no_store_can_hold_is_named(String name) {
        String words = "must not hold the character U+0000 or half of a surrogate pair";
        String keywords = "\"keywords\":[{\"term\":\"x\",\"variations\":[\"%s\"]}]".formatted(name);
        Answer topic = person.post("/api/v1/topics", "{\"name\":\"%s\",%s}".formatted(name, keywords));
        assertProblem(topic, 400, "DATA002");
        assertThat(topic.at("/detail")).isEqualTo("name " + words + "; keywords[0].variations[0] " + words);

        String named = "{\"name\":\"%s\"}".formatted(name);
        assertThat(person.post("/api/v1/collections", named).at("/detail")).isEqualTo("name " + words);
        assertThat(person.post("/api/v1/agents", named).at("/detail")).isEqualTo("name " + words);
        Answer profile = person.patch("/api/v1/users/me", "{\"profile\":{\"firstName\":\"%s\"}}".formatted(name));
        assertThat(profile.at("/detail")).isEqualTo("profile.firstName " + words);
        assertThat(person.post("/api/v1/collections", "{\"name\":\"\\ud83d\\ude00\"}")
                        .status())
                .isIn(201, 409);
    }

    @Test
    void a_parameter_is_named_as_it_is_called() {
        String collection =
                person.post("/api/v1/collections", "{\"name\":\"Names\"}").at("/id");
        Answer user = person.delete("/api/v1/collections/" + collection + "/permissions?userId=nobody");
        assertProblem(user, 400, "DATA002");
        assertThat(user.at("/detail")).isEqualTo("userId must be 24 hexadecimal digits");
        assertThat(person.delete("/api/v1/collections/" + collection + "/items?contentId=nothing")
                        .at("/errors/0/field"))
                .isEqualTo("contentId");
        assertThat(person.get("/api/v1/generations?agent=007").at("/errors/0/field"))
                .isEqualTo("agent");
        assertThat(person.get("/api/v1/platforms/none/sources").at("/errors/0/field"))
                .isEqualTo("platform");
        assertThat(person.get("/api/v1/topics/none").at("/errors/0/field")).isEqualTo("id");
    }

    @Test
    void all_changes_of_an_account_that_are_wrong_are_listed() {
        Answer answer = person.patch("/api/v1/users/me", """
                {"profile": {"timezone": "Nowhere", "website": "nothing"},
                 "preferences": {"theme": 1, "colour": "red", "notifications": {"email": "often"}}}
                """);

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.json().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "profile.timezone",
                        "profile.website",
                        "preferences.theme",
                        "preferences.colour",
                        "preferences.notifications.email");
    }

    @Test
    void a_parameter_of_the_wrong_type_or_out_of_range_is_named() {
        Answer type = person.get("/api/v1/sessions?limit=many");
        assertProblem(type, 400, "DATA002");
        assertThat(type.at("/errors/0/field")).isEqualTo("limit");
        assertThat(type.at("/errors/0/message")).isEqualTo("must be a whole number");

        Answer range = person.get("/api/v1/sessions?limit=101");
        assertProblem(range, 400, "DATA002");
        assertThat(range.at("/errors/0/message")).isEqualTo("must be between 1 and 100");
        assertProblem(person.get(POSTS + "?after=nonsense"), 400, "DATA002");
        assertProblem(person.get(POSTS + "?total=all"), 400, "DATA002");
        assertProblem(person.get("/api/v1/updates?after=-1"), 400, "DATA002");

        Answer choice = person.get("/api/v1/platforms?status=broken");
        assertThat(choice.at("/detail")).isEqualTo("status must be one of active, inactive, error, pending");
        assertThat(person.get("/api/v1/jobs?status=lost").at("/detail"))
                .isEqualTo("status must be one of pending, running, completed, failed, cancelled, dead");
    }

    @Test
    void a_parameter_that_there_is_not_is_refused_with_those_that_there_are() {
        Answer answer = person.get("/api/v1/platforms?limit=5&Status=active&soort%42y=name");

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.json().at("/errors").findValuesAsString("field")).containsExactly("Status", "soortBy");
        assertThat(answer.at("/errors/0/message"))
                .isEqualTo("is not a parameter here: there are after, fields, limit, offset, sortBy, sortOrder, status,"
                        + " total, type");
        assertProblem(person.delete("/api/v1/sessions?all=true"), 400, "DATA002");
        assertThat(person.get("/api/v1/sessions").at("/page/total")).isEqualTo("1");
        assertThat(person.get("/api/v1/users/me?fields=id").status()).isEqualTo(200);
        assertThat(person.send("HEAD", "/api/v1/users/me?fields=id", null, null).status())
                .isEqualTo(200);
        assertThat(person.get("/?theme=dark").status()).as("pages take any").isLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/content?dateTo=-999999999-01-01T00:00:00Z",
                "/api/v1/content?dateTo=%2B999999999-12-31T00:00:00Z",
                "/api/v1/content?dateTo=%2B999999999-12-31",
                "/api/v1/generations?dateTo=-999999999-01-01T00:00:00Z"
            })
    void a_time_that_no_document_can_hold_is_named(String path) {
        Answer answer = person.get(path);
        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/errors/0/field")).isEqualTo("dateTo");
    }

    @Test
    void a_broken_number_is_no_whole_one() {
        Answer answer =
                person.post("/api/v1/topics", "{\"name\":\"Half\",\"weight\":1.5,\"keywords\":[{\"term\":\"half\"}]}");
        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/detail")).isEqualTo("weight must be a whole number");
    }

    @Test
    void json_is_all_that_is_spoken() {
        Answer refused = person.send("POST", "/api/v1/topics", "name: yam", "application/yaml");
        assertProblem(refused, 415, "DATA005");
        assertThat(refused.text()).doesNotContain("yaml,", "yaml]");
        assertThat(person.with("Accept", "application/yaml")
                        .get("/api/v1/topics")
                        .status())
                .isEqualTo(406);
        assertThat(person.send("POST", "/api/v1/topics", "\u00a0", "application/cbor")
                        .status())
                .isEqualTo(415);
        assertThat(person.with("Accept", "application/cbor")
                        .get("/api/v1/topics")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void a_query_that_cannot_be_read_is_told_also_where_fields_may_be_chosen() {
        Answer answer = person.get(POSTS + "?colour=red&=");

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/detail")).isEqualTo("The request can't be understood.");
    }

    @Test
    void a_missing_parameter_is_named() {
        Answer answer = person.postForm("/settings", "theme=dark&zone=UTC");

        assertProblem(answer, 400, "DATA002");
        assertThat(answer.at("/errors/0/field")).isEqualTo("language");
        assertThat(answer.at("/errors/0/message")).isEqualTo("is required");
    }

    @Test
    void a_path_where_nothing_is_says_so() {
        Answer answer = person.get("/api/v1/nowhere");

        assertProblem(answer, 404, "DATA001");
        assertThat(answer.at("/instance")).isEqualTo("/api/v1/nowhere");
        assertThat(answer.at("/detail")).isEqualTo("There is nothing at /api/v1/nowhere.");
        assertProblem(person.get("/api/v1/users/me/"), 404, "DATA001");
    }

    @Test
    void a_method_that_is_not_offered_names_those_that_are() {
        Answer answer = person.delete("/api/v1/users/me");

        assertProblem(answer, 405, "DATA002");
        assertThat(answer.header("Allow").split(", ?")).contains("GET", "PATCH");
        assertProblem(person.send("TRACE", "/api/v1/users/me", null, null), 405, "DATA002");
    }

    @Test
    void a_type_that_is_not_accepted_names_those_that_are() {
        Answer answer = person.send("POST", POSTS, "<post/>", "application/xml");

        assertProblem(answer, 415, "DATA005");
        assertThat(answer.at("/detail")).contains("application/json");
        assertProblem(person.send("POST", POSTS, "{}", "not a type"), 415, "DATA005");
    }

    @Test
    void an_answer_of_a_type_that_is_not_offered_is_told() {
        assertProblem(person.with("Accept", "application/xml").get("/api/v1/users/me"), 406, "DATA002");
    }

    @Test
    void a_broken_query_is_the_callers_fault() {
        assertThat(person.get("/api/v1/sessions?limit=%E0%A4").status()).isEqualTo(400);
        assertThat(person.get("/explore?search=%00").status()).isLessThan(500);
        assertThat(person.get(POSTS + "?search=" + "x".repeat(5_000)).status()).isLessThan(500);
    }

    @Test
    void what_is_no_request_learns_nothing_about_the_server() throws IOException {
        for (String line : List.of("GET /a|b{} HTTP/1.1", "GET / HTTP/9.9", "\u0016\u0003\u0001 nonsense")) {
            String answer = sendRaw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("Tomcat", "Exception", "org.apache", "Server:");
        }
        String header = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
        assertThat(sendRaw(header)).startsWith("HTTP/1.1 4").doesNotContain("Tomcat", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/topics/%00 HTTP/1.1",
                "GET /api/v1/topics/..%2f HTTP/1.1",
                "GET /..%5c..%5c HTTP/1.1",
                "GET /api/v1/topics/%zz HTTP/1.1",
                "GET /a|b{} HTTP/1.1",
                "GET /api/v1/topics HTTP/1.1\r\nContent-Length: none",
                "GET /api/v1/topics HTTP/1.1\r\nAuthorization: Bearer (9000)",
                "GET /api/v1/topics HTTP/1.1\r\nNo header"
            })
    void what_the_container_refuses_is_a_problem_too(String head) throws IOException {
        String answer =
                sendRaw(head.replace("(9000)", "x".repeat(9_000)) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\nContent-Type: application/problem+json");
        assertThat(answer).contains("\"code\":\"DATA002\"", "\"status\":400").doesNotContain("<html", "omcat");
    }

    @Test
    void a_person_gets_a_page_also_of_what_the_container_refuses() throws IOException {
        String answer = sendRaw(
                "GET /topics/%00 HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\nContent-Type: text/html", "am-bare-card", "</html>");
        assertThat(answer).contains("\nContent-Security-Policy: ").doesNotContain("omcat", "org.apache");
    }

    private String sendRaw(String request) throws IOException {
        URI url = URI.create(people.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_form_beyond_all_measure_is_refused() {
        Answer answer = person.postForm("/settings", "theme=" + "x".repeat(2 * 1024 * 1024 + 10));

        assertThat(answer.status()).as("%s", answer.status()).isIn(400, 413);
    }

    @Test
    void what_nobody_foresaw_is_told_without_its_inside() throws NoSuchMethodException {
        RequestMappingInfo mishap = RequestMappingInfo.paths("/api/v1/mishap", "/mishap")
                .options(mappings.getBuilderConfiguration())
                .build();
        mappings.registerMapping(mishap, new Mishap(), Mishap.class.getMethod("happen"));
        try {
            Answer answer = person.get("/api/v1/mishap");

            assertProblem(answer, 500, "SYS001");
            assertThat(answer.at("/instance")).startsWith("urn:uuid:");
            assertThat(answer.at("/detail")).contains(answer.at("/instance").substring("urn:uuid:".length()));
            assertThat(answer.text()).doesNotContain("Exception", "io.automedia", "java.", "inside", "at ");
            Answer page = person.with("Accept", "text/html").get("/mishap");
            assertThat(page.status()).isEqualTo(500);
            assertThat(page.text()).contains("</html>").doesNotContain("Exception", "io.automedia", "inside");
        } finally {
            mappings.unregisterMapping(mishap);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void the_log_tells_it_once(CapturedOutput log) throws NoSuchMethodException {
        // an application that ended in this JVM has taken down what leads the container's words to the log
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        RequestMappingInfo mishap = RequestMappingInfo.paths("/mishap", "/api/v1/mishap")
                .options(mappings.getBuilderConfiguration())
                .build();
        mappings.registerMapping(mishap, new Mishap(), Mishap.class.getMethod("show"));
        try {
            Answer page = person.with("Accept", "text/html").get("/mishap");
            assertThat(page.status()).isEqualTo(500);
            assertThat(page.text()).contains("</html>");
            assertThat(log.getAll().lines().filter(line -> line.startsWith("org.thymeleaf.exceptions.")))
                    .as("traces")
                    .hasSize(1);
            assertProblem(person.get("/api/v1/mishap"), 500, "SYS001");
        } finally {
            mappings.unregisterMapping(mishap);
        }
    }

    /// Fails as nothing in the application is known to.
    public static final class Mishap {
        /// Has no template.
        public String show() {
            return "no-such-page";
        }

        /// Has no answer.
        public String happen() {
            return Optional.<String>empty().orElseThrow(() -> new IllegalStateException("what is inside"));
        }
    }

    @Test
    void a_person_gets_a_page_instead() {
        Answer page = person.with("Accept", "text/html").get("/nowhere");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(person.with("Accept", "text/html").get("/api/v1/nowhere").header("Content-Type"))
                .isEqualTo("application/problem+json");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as("%s", answer).isEqualTo("application/problem+json");
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "code", "errors", "instance");
        assertThat(answer.at("/type")).isEqualTo("urn:automedia:problem:" + code);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
        assertThat(answer.at("/title")).isNotEmpty();
    }

    @Test
    void a_name_of_a_parameter_that_no_parameter_can_have_is_refused() {
        Answer answer = people.someone().http().get("/api/v1/content?%3D%F0%91%AF%AF=1");

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("DATA002");
    }
}
