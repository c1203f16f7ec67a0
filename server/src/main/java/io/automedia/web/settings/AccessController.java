package io.automedia.web.settings;

import io.automedia.sessions.ApiTokens;
import io.automedia.sessions.Sessions;
import io.automedia.shared.Ids;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/settings/access`: where a person is signed in, and his API tokens.
@Controller
final class AccessController {
    private static final String BACK = "redirect:/settings/access";

    private final AccessPages pages;
    private final Sessions sessions;
    private final ApiTokens tokens;

    AccessController(AccessPages pages, Sessions sessions, ApiTokens tokens) {
        this.pages = pages;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @GetMapping("/settings/access")
    ModelAndView page(Visit visit) {
        return shown(pages.page(visit), HttpStatus.OK);
    }

    /// Answers with the page itself: the token is in it once, and in no address.
    @PostMapping("/settings/access/tokens")
    ModelAndView make(
            Visit visit,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String life) {
        AccessForm form = AccessForm.read(name, scope, life);
        try {
            ApiTokens.Made made = tokens.make(
                    visit.caller(),
                    form.name(),
                    List.of(form.scope()),
                    form.life().end(visit.formats().now()));
            return shown(pages.made(visit, made.secret()), HttpStatus.OK);
        } catch (ProblemException wrong) {
            if (wrong.problem() instanceof Problem.Invalid || wrong.problem() instanceof Problem.Conflict) {
                return shown(
                        pages.wrong(
                                visit,
                                form,
                                Refusal.of(visit.words(), wrong.problem()).text()),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            }
            throw wrong;
        }
    }

    @PostMapping("/settings/access/tokens/{id}/delete")
    String delete(Visit visit, @PathVariable String id) {
        tokens.remove(visit.caller(), Ids.objectId(id));
        return BACK;
    }

    @PostMapping("/settings/access/sessions/{id}/close")
    String close(Visit visit, @PathVariable String id) {
        sessions.close(visit.caller(), Ids.objectId(id));
        return BACK;
    }

    @PostMapping("/settings/access/sessions/close-others")
    String closeOthers(Visit visit) {
        sessions.closeOthers(visit.caller());
        return BACK;
    }

    private static ModelAndView shown(AccessPage page, HttpStatus status) {
        ModelAndView shown = new ModelAndView("settings/access", "page", page);
        shown.setStatus(status);
        return shown;
    }
}
