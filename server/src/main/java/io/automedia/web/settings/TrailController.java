package io.automedia.web.settings;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.web.page.Visit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/settings/activity`: the audit trail.
@Controller
final class TrailController {
    private final TrailPages pages;

    TrailController(TrailPages pages) {
        this.pages = pages;
    }

    @GetMapping("/settings/activity")
    ModelAndView page(
            Visit visit,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(defaultValue = "") String after) {
        TrailForm form = new TrailForm(who, action, outcome, from, to, actor, object);
        try {
            return shown(pages.page(visit, form, after), HttpStatus.OK);
        } catch (ProblemException wrong) {
            if (wrong.problem() instanceof Problem.Invalid) {
                return shown(pages.wrong(visit, form, wrong.problem().detail()), HttpStatus.UNPROCESSABLE_CONTENT);
            }
            throw wrong;
        }
    }

    /// Looks at the whole trail, for who runs the instance.
    @PostMapping("/settings/activity/verify")
    ModelAndView verify(Visit visit) {
        return shown(pages.verified(visit), HttpStatus.OK);
    }

    private static ModelAndView shown(TrailPage page, HttpStatus status) {
        ModelAndView shown = new ModelAndView("settings/activity", "page", page);
        shown.setStatus(status);
        return shown;
    }
}
