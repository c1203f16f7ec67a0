package io.automedia.web.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Answers what failed before a controller was reached. The template `late` gets `page`, from which a form came too
/// late.
@Controller
final class ErrorPages implements ErrorController {
    /// Of a request: a person sent a form whose token his browser has forgotten.
    static final String OPEN_TOO_LONG = ErrorPages.class.getName() + ".openTooLong";

    private final ProblemAnswers answers;

    ErrorPages(ProblemAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri ? uri : "/error";
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return answers.answer(ExceptionReader.readLogged(thrown, path), request);
        }
        if (Boolean.TRUE.equals(request.getAttribute(OPEN_TOO_LONG))) {
            String page = SignInSteps.local(PagePaths.origin(request));
            return new ModelAndView("late", Map.of("page", page), HttpStatus.FORBIDDEN);
        }
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        return answers.answer(ExceptionReader.status(status, path), request);
    }
}
