package io.automedia.web.settings;

import io.automedia.oidc.Providers;
import io.automedia.sessions.Client;
import io.automedia.sessions.Confirmations;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.web.page.Visit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/confirm`: asks a person who wants something dangerous to prove again who he is, and leads back to the page where
/// he wanted it. The template `confirm` gets `byCode`, `byPassword`,
/// `byPasskey`, `byProviders`, `next` and `message` (what went wrong).
@Controller
final class ConfirmController {
    private final Confirmations confirmations;
    private final Providers providers;

    ConfirmController(Confirmations confirmations, Providers providers) {
        this.confirmations = confirmations;
        this.providers = providers;
    }

    @GetMapping("/confirm")
    ModelAndView page(Visit visit, @RequestParam(defaultValue = "/") String next) {
        return shown(visit, next, null, HttpStatus.OK);
    }

    @PostMapping("/confirm")
    ModelAndView confirm(
            Visit visit,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request) {
        try {
            if (credential.isEmpty()) {
                confirmations.confirm(visit.caller(), password, code, Client.of(request));
            } else {
                confirmations.confirmByPasskey(visit.caller(), credential);
            }
            return new ModelAndView("redirect:" + Return.path(next));
        } catch (ProblemException wrong) {
            Problem problem = wrong.problem();
            if (problem instanceof Problem.Invalid
                    || problem instanceof Problem.Unauthenticated
                    || problem instanceof Problem.TooMany) {
                return shown(visit, next, problem.detail(), HttpStatus.UNPROCESSABLE_CONTENT);
            }
            throw wrong;
        }
    }

    private ModelAndView shown(Visit visit, String next, @Nullable String message, HttpStatus status) {
        boolean byCode = confirmations.needsCode(visit.caller());
        Map<String, Object> model = Map.of(
                "byCode",
                byCode,
                "byPassword",
                !byCode && confirmations.hasPassword(visit.caller()),
                "byProviders",
                confirmations.providers(visit.caller()).stream()
                        .map(providers::named)
                        .toList(),
                "byPasskey",
                confirmations.takesPasskey(visit.caller()),
                "next",
                Return.path(next));
        ModelAndView shown = new ModelAndView("confirm", model, status);
        shown.addObject("message", message);
        return shown;
    }
}
