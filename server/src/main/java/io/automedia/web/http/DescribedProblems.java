package io.automedia.web.http;

import static io.automedia.web.http.DescribedTypes.reference;
import static io.automedia.web.http.DescribedTypes.typed;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// How calls fail: one answer for each status, and which of them a call can have.
final class DescribedProblems {
    static final String PROBLEM = "Problem";

    private DescribedProblems() {}

    /// A way to fail.
    ///
    /// @param codes the values that `code` can have then
    private record Failure(HttpStatus status, String description, List<String> codes) {
        String name() {
            return PROBLEM + status.value();
        }
    }

    private static final List<Failure> FAILURES = List.of(
            new Failure(HttpStatus.BAD_REQUEST, "Something in the request is not valid", List.of("DATA002")),
            new Failure(
                    HttpStatus.UNAUTHORIZED,
                    "Who calls is not known: nobody signed in, or what was shown is wrong or over",
                    List.of("AUTH001", "AUTH002", "AUTH003")),
            new Failure(
                    HttpStatus.FORBIDDEN,
                    "The caller may not do this, or must first prove once more who he is",
                    List.of("AUTH004")),
            new Failure(HttpStatus.NOT_FOUND, "There is no such thing, or it is somebody else's", List.of("DATA001")),
            new Failure(HttpStatus.NOT_ACCEPTABLE, "`Accept` wants what is not offered", List.of("DATA002")),
            new Failure(HttpStatus.CONFLICT, "It conflicts with what is there", List.of("DATA003")),
            new Failure(
                    HttpStatus.PRECONDITION_FAILED, "It was changed since it was read: `If-Match`", List.of("DATA003")),
            new Failure(HttpStatus.CONTENT_TOO_LARGE, "The body is too large", List.of("DATA004")),
            new Failure(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A body of this type is not taken", List.of("DATA005")),
            new Failure(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too often, or more than the plan allows: `Retry-After` says when to try again",
                    List.of("RATE001", "RATE002")),
            new Failure(HttpStatus.INTERNAL_SERVER_ERROR, "Our fault; the log tells more", List.of("SYS001")),
            new Failure(HttpStatus.SERVICE_UNAVAILABLE, "Not available for the moment", List.of("SYS002")));

    /// Puts the problem and the answers that tell it among the parts of the description.
    static void describe(Components components) {
        components.addSchemas(PROBLEM, problem());
        FAILURES.forEach(failure -> components.addResponses(failure.name(), answer(failure)));
    }

    /// Adds the answers with these statuses.
    static void add(ApiResponses answers, List<HttpStatus> statuses) {
        for (Failure failure : FAILURES) {
            if (statuses.contains(failure.status())) {
                answers.addApiResponse(
                        Integer.toString(failure.status().value()),
                        new ApiResponse().$ref("#/components/responses/" + failure.name()));
            }
        }
    }

    private static ApiResponse answer(Failure failure) {
        Schema<?> narrowed = typed("object")
                .addProperty(
                        "status", constant("integer", List.of(failure.status().value())))
                .addProperty("code", constant("string", failure.codes()));
        ApiResponse answer = new ApiResponse()
                .description(failure.description())
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType()
                                        .schema(DescribedTypes.anything().allOf(List.of(reference(PROBLEM), narrowed)))
                                        .example(example(failure))));
        answer.addHeaderObject("Cache-Control", text("`no-store`"));
        switch (failure.status()) {
            case UNAUTHORIZED -> answer.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, text("`Bearer`, and why"));
            case TOO_MANY_REQUESTS ->
                answer.addHeaderObject(
                        HttpHeaders.RETRY_AFTER,
                        new Header()
                                .description("after how many seconds to try again")
                                .schema(typed("integer")));
            default -> {}
        }
        limits(answer);
        return answer;
    }

    private static java.util.Map<String, Object> example(Failure failure) {
        java.util.Map<String, Object> example = new java.util.LinkedHashMap<>();
        String code = failure.codes().getFirst();
        example.put("type", "urn:automedia:problem:" + code);
        example.put("title", failure.status().getReasonPhrase());
        example.put("status", failure.status().value());
        example.put("detail", failure.description() + ".");
        example.put("code", code);
        example.put("errors", List.of());
        example.put("instance", "/api/v1/topics");
        return example;
    }

    /// Where somebody stands; nobody is counted who is not known, nor the command line of the machine.
    static void limits(ApiResponse answer) {
        answer.addHeaderObject(RateLimits.POLICY, text("how many calls of this kind there are in how many seconds"));
        answer.addHeaderObject(RateLimits.STANDING, text("how many of them are left, and for how many seconds"));
    }

    static Header text(String description) {
        return new Header().description(description).schema(typed("string"));
    }

    private static Schema<?> constant(String type, List<?> values) {
        Schema<?> schema = typed(type);
        @SuppressWarnings("unchecked")
        Schema<Object> some = (Schema<Object>) schema;
        some.setEnum(new ArrayList<>(values));
        return schema;
    }

    private static Schema<?> problem() {
        Schema<?> fieldError =
                typed("object").addProperty("field", typed("string")).addProperty("message", typed("string"));
        fieldError.setRequired(List.of("field", "message"));
        Schema<?> problem = typed("object")
                .addProperty("type", typed("string"))
                .addProperty("title", typed("string"))
                .addProperty("status", typed("integer"))
                .addProperty("detail", typed("string"))
                .addProperty("code", typed("string"))
                .addProperty("errors", typed("array").items(fieldError))
                .addProperty("instance", typed("string"))
                .addProperty(
                        "challenge", typed("string").description("what to send with the code that a sign-in needs"))
                .addProperty("expiresIn", typed("integer").description("for how many seconds the challenge is good"))
                .addProperty(
                        "confirmBy",
                        typed("string").description("by what to prove who one is: `password`, `code` or `passkey`"));
        problem.setRequired(List.of("type", "title", "status", "detail", "code", "errors", "instance"));
        return problem;
    }
}
