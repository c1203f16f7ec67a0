package io.automedia.web.http;

import io.automedia.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// Tells a problem in the form that suits who asks: the template `error` to a person's browser, else
/// `application/problem+json`.
@Component
final class ProblemAnswers {
    private final JsonMapper json;

    ProblemAnswers(JsonMapper json) {
        this.json = json;
    }

    /// What a controller returns.
    Object answer(ProblemBody body, HttpServletRequest request) {
        if (PagePaths.isForPeople(request)) {
            return new ModelAndView("error", Map.of("problem", body), HttpStatusCode.valueOf(body.status()));
        }
        return ResponseEntity.status(body.status())
                .headers(body.headers())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /// Writes the answer where no controller is reached.
    void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(ProblemBody.of(problem, request.getRequestURI()), response);
    }

    /// Writes the answer for a program.
    void write(ProblemBody body, HttpServletResponse response) throws IOException {
        response.setStatus(body.status());
        body.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
