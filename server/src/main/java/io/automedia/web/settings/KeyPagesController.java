package io.automedia.web.settings;

import io.automedia.shared.Ids;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.ApiKeys;
import io.automedia.users.ApiKeys.Check;
import io.automedia.users.ApiKeys.Verdict;
import io.automedia.users.User;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/settings/api-keys`: the keys with which a person uses providers of language models. A key is never shown again.
@Controller
final class KeyPagesController {
    private static final String PAGE = "/settings/api-keys";
    private static final String BACK = "redirect:" + PAGE;

    private final ApiKeys keys;

    KeyPagesController(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping(PAGE)
    ModelAndView page(Visit visit) {
        return shown(visit, "", "", null, null);
    }

    @PostMapping(PAGE)
    ModelAndView add(
            Visit visit,
            @RequestParam(defaultValue = "") String provider,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String label) {
        try {
            keys.add(visit.caller().userId(), provider, key, label.isBlank() ? null : label.strip());
            return new ModelAndView(BACK);
        } catch (ProblemException wrong) {
            if (wrong.problem() instanceof Problem.Invalid || wrong.problem() instanceof Problem.Conflict) {
                ModelAndView shown = shown(
                        visit,
                        provider,
                        label,
                        Refusal.of(visit.words(), wrong.problem()).text(),
                        null);
                shown.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                return shown;
            }
            throw wrong;
        }
    }

    /// What a browser leaves out is switched off.
    @PostMapping(PAGE + "/{id}/switch")
    String turn(Visit visit, @PathVariable String id, @RequestParam(defaultValue = "false") boolean on) {
        keys.change(visit.caller().userId(), Ids.objectId(id), null, on, OptionalLong.empty());
        return BACK;
    }

    @PostMapping(PAGE + "/{id}/delete")
    String delete(Visit visit, @PathVariable String id) {
        keys.remove(visit.caller().userId(), Ids.objectId(id), OptionalLong.empty());
        return BACK;
    }

    @PostMapping(PAGE + "/{id}/check")
    ModelAndView check(Visit visit, @PathVariable String id) throws InterruptedException {
        return shown(visit, "", "", null, keys.check(visit.caller().userId(), Ids.objectId(id)));
    }

    private ModelAndView shown(
            Visit visit, String provider, String label, @Nullable String wrong, @Nullable Check check) {
        UserId owner = visit.caller().userId();
        return new ModelAndView(
                "settings/keys",
                "page",
                new KeysPage(
                        keys.list(owner).stream()
                                .map(key -> row(visit, owner, key))
                                .toList(),
                        provider,
                        label,
                        wrong,
                        check == null ? null : check.detail(),
                        check != null && check.verdict() == Verdict.ACCEPTED));
    }

    private KeysPage.Row row(Visit visit, UserId owner, User.ApiKey key) {
        String shown = keys.masked(owner, key);
        String label = key.label();
        return new KeysPage.Row(
                key.id() == null ? null : key.id().toHexString(),
                key.provider(),
                shown,
                label == null || label.isBlank() ? key.provider() + " " + shown : label,
                key.isActive(),
                visit.formats().momentOrNone(key.lastUsed()));
    }
}
