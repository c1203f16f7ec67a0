package io.automedia.web.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.shared.Problem;
import io.automedia.shared.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/// What went wrong, as RFC 9457 has it, with our `code` and the fields that were wrong. Two of them
/// are problems of a `type` of their own, since a program goes on from there.
///
/// @param challenge what to send with the code that a sign-in needs; null for all other problems
/// @param expiresIn for how many seconds that is good
/// @param confirmBy `password` or `code`: what is to be shown first; null for all other problems
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<FieldError> errors,
        String instance,
        @Nullable String challenge,
        @Nullable Long expiresIn,
        @Nullable String confirmBy,
        @JsonIgnore @Nullable Duration retryAfter) {

    private static final String TYPE = "urn:automedia:problem:";

    static ProblemBody of(Problem problem, String instance) {
        return switch (problem) {
            case Problem.NotFound it -> plain(it, HttpStatus.NOT_FOUND, instance);
            case Problem.Invalid it -> of(HttpStatus.BAD_REQUEST, it.code(), it.detail(), it.errors(), instance, null);
            case Problem.Conflict it -> plain(it, HttpStatus.CONFLICT, instance);
            case Problem.Stale it -> plain(it, HttpStatus.PRECONDITION_FAILED, instance);
            case Problem.TooLarge it -> plain(it, HttpStatus.CONTENT_TOO_LARGE, instance);
            case Problem.UnsupportedType it -> plain(it, HttpStatus.UNSUPPORTED_MEDIA_TYPE, instance);
            case Problem.Unauthenticated it -> plain(it, HttpStatus.UNAUTHORIZED, instance);
            case Problem.CodeNeeded it -> codeNeeded(it, instance);
            case Problem.ConfirmationNeeded it -> confirmationNeeded(it, instance);
            case Problem.Forbidden it -> plain(it, HttpStatus.FORBIDDEN, instance);
            case Problem.TooMany it ->
                of(HttpStatus.TOO_MANY_REQUESTS, it.code(), it.detail(), List.of(), instance, it.retryAfter());
            case Problem.Unkept it ->
                of(HttpStatus.INTERNAL_SERVER_ERROR, it.code(), "Something went wrong here.", instance);
            case Problem.Unavailable it -> plain(it, HttpStatus.SERVICE_UNAVAILABLE, instance);
        };
    }

    static ProblemBody of(HttpStatusCode status, String code, String detail, String instance) {
        return of(status, code, detail, List.of(), instance, null);
    }

    private static ProblemBody codeNeeded(Problem.CodeNeeded it, String instance) {
        return new ProblemBody(
                TYPE + "two-factor",
                HttpStatus.UNAUTHORIZED.getReasonPhrase(),
                HttpStatus.UNAUTHORIZED.value(),
                it.detail(),
                it.code(),
                List.of(),
                instance,
                it.challenge(),
                it.validFor().toSeconds(),
                null,
                null);
    }

    private static ProblemBody confirmationNeeded(Problem.ConfirmationNeeded it, String instance) {
        return new ProblemBody(
                TYPE + "confirmation",
                HttpStatus.FORBIDDEN.getReasonPhrase(),
                HttpStatus.FORBIDDEN.value(),
                it.detail(),
                it.code(),
                List.of(),
                instance,
                null,
                null,
                it.by(),
                null);
    }

    private static ProblemBody plain(Problem problem, HttpStatus status, String instance) {
        return of(status, problem.code(), problem.detail(), List.of(), instance, null);
    }

    private static ProblemBody of(
            HttpStatusCode status,
            String code,
            String detail,
            List<FieldError> errors,
            String instance,
            @Nullable Duration retryAfter) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new ProblemBody(
                TYPE + code, title, status.value(), detail, code, errors, instance, null, null, null, retryAfter);
    }

    /// The headers that belong to it.
    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (status == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, code.equals("AUTH001") ? "Bearer" : bearerError());
        }
        return headers;
    }

    private String bearerError() {
        return "Bearer error=\"invalid_token\", error_description=\"" + (code.equals("AUTH002") ? "expired" : "invalid")
                + "\"";
    }
}
