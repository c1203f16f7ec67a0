package io.automedia.web.settings;

import io.automedia.oidc.Identities;
import io.automedia.passkeys.Passkeys;
import io.automedia.sessions.Client;
import io.automedia.sessions.TwoFactor;
import io.automedia.shared.Ids;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/settings/security`: passkeys, accounts at providers and two-factor authentication. What is told
/// once is in the answer to the form that asked for it, and in no address.
@Controller
final class SecurityController {
    private static final String BACK = "redirect:/settings/security";

    private final SecurityPages pages;
    private final TwoFactor twoFactor;
    private final Passkeys passkeys;
    private final Identities identities;

    SecurityController(SecurityPages pages, TwoFactor twoFactor, Passkeys passkeys, Identities identities) {
        this.identities = identities;
        this.pages = pages;
        this.twoFactor = twoFactor;
        this.passkeys = passkeys;
    }

    @GetMapping("/settings/security")
    ModelAndView page(Visit visit) {
        return shown(pages.page(visit), HttpStatus.OK);
    }

    @PostMapping("/settings/security/enable")
    ModelAndView enable(Visit visit) {
        try {
            return shown(pages.enrolling(visit, twoFactor.enable(visit.caller()), null), HttpStatus.OK);
        } catch (ProblemException wrong) {
            return told(visit, wrong);
        }
    }

    @PostMapping("/settings/security/confirm")
    ModelAndView confirm(Visit visit, @RequestParam(defaultValue = "") String code) {
        try {
            return shown(pages.made(visit, twoFactor.confirm(visit.caller(), code)), HttpStatus.OK);
        } catch (ProblemException wrong) {
            if (wrong.problem() instanceof Problem.Invalid) {
                return twoFactor
                        .enabling(visit.caller())
                        .map(enrolment -> shown(
                                pages.enrolling(visit, enrolment, visit.words().of("security.wrongCode")),
                                HttpStatus.UNPROCESSABLE_CONTENT))
                        .orElseGet(() -> told(visit, wrong));
            }
            return told(visit, wrong);
        }
    }

    @PostMapping("/settings/security/renew")
    ModelAndView renew(Visit visit) {
        try {
            return shown(pages.made(visit, twoFactor.renewRecoveryCodes(visit.caller())), HttpStatus.OK);
        } catch (ProblemException wrong) {
            return told(visit, wrong);
        }
    }

    @PostMapping("/settings/security/disable")
    ModelAndView disable(
            Visit visit,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        try {
            twoFactor.disable(visit.caller(), password, code, Client.of(request));
            return new ModelAndView(BACK);
        } catch (ProblemException wrong) {
            return told(visit, wrong);
        }
    }

    /// Adds what the browser made.
    @PostMapping("/settings/security/passkeys")
    ModelAndView addPasskey(
            Visit visit,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential) {
        try {
            passkeys.add(visit.caller(), name, credential);
            return new ModelAndView(BACK);
        } catch (ProblemException wrong) {
            return wrong.problem() instanceof Problem.Invalid
                    ? shown(
                            pages.wrong(
                                    visit,
                                    Refusal.of(visit.words(), wrong.problem()).text()),
                            HttpStatus.UNPROCESSABLE_CONTENT)
                    : told(visit, wrong);
        }
    }

    @PostMapping("/settings/security/passkeys/{id}/remove")
    ModelAndView removePasskey(Visit visit, @PathVariable String id) {
        return removed(visit, () -> passkeys.remove(visit.caller(), Ids.objectId(id), OptionalLong.empty()));
    }

    @PostMapping("/settings/security/identities/{id}/remove")
    ModelAndView removeIdentity(Visit visit, @PathVariable String id) {
        return removed(visit, () -> identities.remove(visit.caller(), Ids.objectId(id)));
    }

    private ModelAndView removed(Visit visit, Runnable act) {
        try {
            act.run();
            return new ModelAndView(BACK);
        } catch (ProblemException wrong) {
            return told(visit, wrong);
        }
    }

    /// What a person can mend, or has to wait for, is said on the page.
    private ModelAndView told(Visit visit, ProblemException wrong) {
        Problem problem = wrong.problem();
        if (problem instanceof Problem.Conflict
                || problem instanceof Problem.Unauthenticated
                || problem instanceof Problem.TooMany) {
            return shown(
                    pages.wrong(visit, Refusal.of(visit.words(), problem).text()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        throw wrong;
    }

    private static ModelAndView shown(SecurityPage page, HttpStatus status) {
        ModelAndView shown = new ModelAndView("settings/security", "page", page);
        shown.setStatus(status);
        return shown;
    }
}
