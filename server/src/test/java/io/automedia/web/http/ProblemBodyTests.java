package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.shared.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/// The status and the code of each problem, as the API documents them.
class ProblemBodyTests {
    @Test
    void every_problem_has_its_status_and_code() {
        assertTold(new Problem.NotFound("Gone."), 404, "DATA001", "Not Found");
        assertTold(new Problem.Invalid("Wrong.", List.of()), 400, "DATA002", "Bad Request");
        assertTold(new Problem.Conflict("There."), 409, "DATA003", "Conflict");
        assertTold(new Problem.Stale("Changed."), 412, "DATA003", "Precondition Failed");
        assertTold(new Problem.TooLarge("Large."), 413, "DATA004", "Content Too Large");
        assertTold(new Problem.UnsupportedType("XML."), 415, "DATA005", "Unsupported Media Type");
        assertTold(new Problem.Unauthenticated("AUTH001", "Who?"), 401, "AUTH001", "Unauthorized");
        assertTold(new Problem.Unauthenticated("AUTH002", "Old."), 401, "AUTH002", "Unauthorized");
        assertTold(new Problem.Forbidden("No."), 403, "AUTH004", "Forbidden");
        assertTold(new Problem.TooMany("Wait.", Duration.ofSeconds(3)), 429, "RATE001", "Too Many Requests");
        assertTold(new Problem.Unavailable("Away."), 503, "SYS002", "Service Unavailable");
    }

    @Test
    void what_a_program_goes_on_from_is_told_apart_by_its_type() {
        ProblemBody code = ProblemBody.of(new Problem.CodeNeeded("c", Duration.ofMinutes(5)), "/here");
        ProblemBody confirmation = ProblemBody.of(new Problem.ConfirmationNeeded("password"), "/here");

        assertThat(code.status()).isEqualTo(401);
        assertThat(code.code()).isEqualTo("AUTH001");
        assertThat(code.type()).isEqualTo("urn:automedia:problem:two-factor");
        assertThat(code.challenge()).isEqualTo("c");
        assertThat(code.expiresIn()).isEqualTo(300);
        assertThat(confirmation.status()).isEqualTo(403);
        assertThat(confirmation.code()).isEqualTo("AUTH004");
        assertThat(confirmation.type()).isEqualTo("urn:automedia:problem:confirmation");
        assertThat(confirmation.confirmBy()).isEqualTo("password");
    }

    @Test
    void what_the_program_cant_keep_is_told_without_its_detail() {
        ProblemBody body = ProblemBody.of(new Problem.Unkept("weight must be a number"), "/here");

        assertThat(body.status()).isEqualTo(500);
        assertThat(body.code()).isEqualTo("SYS001");
        assertThat(body.detail()).isEqualTo("Something went wrong here.");
        assertThat(body.errors()).isEmpty();
    }

    @Test
    void the_wrong_fields_are_listed() {
        ProblemBody body = ProblemBody.of(Problem.invalid("limit", "must be positive"), "/here");

        assertThat(body.detail()).isEqualTo("limit must be positive");
        assertThat(body.errors()).containsExactly(new Problem.FieldError("limit", "must be positive"));
        assertThat(body.instance()).isEqualTo("/here");
    }

    @Test
    void a_wait_is_told_in_whole_seconds_and_never_as_none() {
        assertThat(retryAfter(Duration.ofMinutes(2))).isEqualTo("120");
        assertThat(retryAfter(Duration.ofMillis(3))).isEqualTo("1");
    }

    @Test
    void who_is_nobody_is_told_how_to_be_somebody() {
        assertThat(challenge("AUTH001")).isEqualTo("Bearer");
        assertThat(challenge("AUTH002")).contains("invalid_token", "expired");
        assertThat(challenge("AUTH003")).contains("invalid_token");
    }

    private static void assertTold(Problem problem, int status, String code, String title) {
        ProblemBody body = ProblemBody.of(problem, "/here");
        assertThat(body.status()).isEqualTo(status);
        assertThat(body.code()).isEqualTo(code);
        assertThat(body.title()).isEqualTo(title);
        assertThat(body.detail()).isEqualTo(problem.detail());
        assertThat(body.type()).isEqualTo("urn:automedia:problem:" + code);
        assertThat(body.headers().getCacheControl()).isEqualTo("no-store");
    }

    private static String retryAfter(Duration wait) {
        return String.valueOf(
                ProblemBody.of(new Problem.TooMany("Wait.", wait), "").headers().getFirst(HttpHeaders.RETRY_AFTER));
    }

    private static String challenge(String code) {
        return String.valueOf(ProblemBody.of(new Problem.Unauthenticated(code, "Who?"), "")
                .headers()
                .getFirst(HttpHeaders.WWW_AUTHENTICATE));
    }
}
