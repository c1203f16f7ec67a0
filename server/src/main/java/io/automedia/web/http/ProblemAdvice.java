package io.automedia.web.http;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers whatever a controller throws: programs get `application/problem+json`, people a page. Who opens an address
/// that takes forms alone is led to its page.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemAdvice {
    /// What belonged to an answer that could not be written.
    private static final List<String> OF_WHAT_FAILED = List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION);

    private final ProblemAnswers answers;
    private final PagesAbove pagesAbove;

    ProblemAdvice(ProblemAnswers answers, PagesAbove pagesAbove) {
        this.answers = answers;
        this.pagesAbove = pagesAbove;
    }

    @ExceptionHandler
    @Nullable
    Object answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        if (thrown instanceof HttpRequestMethodNotSupportedException && PagePaths.isToSeePage(request)) {
            return seeOther(pagesAbove.of(request.getRequestURI()));
        }
        OF_WHAT_FAILED.forEach(name -> response.setHeader(name, null));
        if (thrown instanceof ErrorResponse told) {
            // such as Allow
            told.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        if (thrown instanceof ProblemException refused
                && refused.problem() instanceof Problem.ConfirmationNeeded
                && PagePaths.isForPeople(request)) {
            return toConfirm(request);
        }
        ProblemBody body = ExceptionReader.read(thrown, request.getRequestURI());
        return answers.answer(body, request);
    }

    /// Leads to where a person proves who he is, and from there back to the page where he wanted something.
    private static ResponseEntity<Void> toConfirm(HttpServletRequest request) {
        String confirm = "/confirm?next=" + URLEncoder.encode(PagePaths.origin(request), StandardCharsets.UTF_8);
        return PagePaths.isPartial(request)
                ? ResponseEntity.status(HttpStatus.FORBIDDEN)
                        .header("HX-Redirect", confirm)
                        .build()
                : seeOther(confirm);
    }

    private static ResponseEntity<Void> seeOther(String page) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, page)
                .build();
    }
}
