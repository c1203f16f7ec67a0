package io.automedia.web.admin;

import io.automedia.sessions.Sessions;
import io.automedia.shared.Ids;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.AccountAdministration;
import io.automedia.users.AccountChange;
import io.automedia.users.AccountChange.FeaturesChange;
import io.automedia.users.AccountChange.LimitsChange;
import io.automedia.users.AccountChange.SubscriptionChange;
import io.automedia.users.User;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/admin/users`: all accounts, and what an administrator changes about one. Each form says of which version it was
/// made, so that nobody undoes what somebody else did meanwhile.
@Controller
final class UserPagesController {
    private static final String PAGE = "/admin/users";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final Set<String> FORMS = Set.of("role", "plan", "limits", "features", "active", "sessions");

    private final UserPages pages;
    private final AccountAdministration accounts;
    private final Sessions sessions;

    UserPagesController(UserPages pages, AccountAdministration accounts, Sessions sessions) {
        this.pages = pages;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GetMapping(PAGE)
    ModelAndView list(
            Visit visit,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String after) {
        UserPages.Filter filter = new UserPages.Filter(search, role, state, plan, status);
        return new ModelAndView("admin/users", "page", pages.list(visit, filter, after));
    }

    @GetMapping(PAGE + "/{id}")
    ModelAndView one(Visit visit, @PathVariable String id, @RequestParam(defaultValue = "") String done) {
        return shown(pages.one(visit, Ids.objectId(id), FORMS.contains(done) ? done : null), HttpStatus.OK);
    }

    @PostMapping(PAGE + "/{id}/role")
    ModelAndView role(
            Visit visit,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(required = false) @Nullable Long version) {
        return done(visit, id, "role", version, () -> new AccountChange(null, role, null, null, null));
    }

    /// A day that is left as it is shown stays the moment that it is.
    @PostMapping(PAGE + "/{id}/plan")
    ModelAndView plan(
            Visit visit,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String periodStart,
            @RequestParam(defaultValue = "") String periodEnd,
            @RequestParam(defaultValue = "false") boolean cancelAtPeriodEnd,
            @RequestParam(required = false) @Nullable Long version) {
        UserPages.Plan typed = new UserPages.Plan(plan, status, periodStart, periodEnd, cancelAtPeriodEnd);
        return done(visit, id, "plan", version, typed, () -> {
            User.Subscription is =
                    accounts.get(visit.caller(), Ids.objectId(id)).subscription();
            return new AccountChange(
                    null,
                    null,
                    new SubscriptionChange(
                            plan.isEmpty() || plan.equals(is.plan()) ? null : plan,
                            status.isEmpty() ? null : status,
                            changed(visit, "periodStart", periodStart, is.currentPeriodStart()),
                            changed(visit, "periodEnd", periodEnd, is.currentPeriodEnd()),
                            cancelAtPeriodEnd),
                    null,
                    null);
        });
    }

    @PostMapping(PAGE + "/{id}/limits")
    ModelAndView limits(
            Visit visit,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String generation,
            @RequestParam(defaultValue = "") String collection,
            @RequestParam(required = false) @Nullable Long version) {
        return done(
                visit,
                id,
                "limits",
                version,
                () -> new AccountChange(
                        null,
                        null,
                        null,
                        new LimitsChange(number("generation", generation), number("collection", collection)),
                        null));
    }

    /// What a browser leaves out is switched off.
    @PostMapping(PAGE + "/{id}/features")
    ModelAndView features(
            Visit visit,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean betaAccess,
            @RequestParam(defaultValue = "false") boolean advancedAnalytics,
            @RequestParam(required = false) @Nullable Long version) {
        return done(
                visit,
                id,
                "features",
                version,
                () -> new AccountChange(null, null, null, null, new FeaturesChange(betaAccess, advancedAnalytics)));
    }

    /// His own account nobody closes here: there he is asked for his password.
    @PostMapping(PAGE + "/{id}/active")
    ModelAndView active(
            Visit visit,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable Long version) {
        UserId account = new UserId(Ids.objectId(id));
        if (Boolean.FALSE.equals(active) && account.equals(visit.caller().userId())) {
            return shown(
                    pages.wrong(visit, account.value(), "active", visit.words().of("accounts.deactivate.self"), null),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return done(visit, id, "active", version, () -> new AccountChange(active, null, null, null, null));
    }

    @PostMapping(PAGE + "/{id}/sessions/close")
    String closeSessions(Visit visit, @PathVariable String id) {
        sessions.closeAllOf(visit.caller(), new UserId(Ids.objectId(id)));
        return "redirect:" + PAGE + "/" + id + "?done=sessions";
    }

    private ModelAndView done(
            Visit visit, String id, String form, @Nullable Long version, Supplier<AccountChange> change) {
        return done(visit, id, form, version, null, change);
    }

    /// Carries a form out, or shows the account as it is now with what was wrong, and with what was typed.
    private ModelAndView done(
            Visit visit,
            String id,
            String form,
            @Nullable Long version,
            UserPages.@Nullable Plan typed,
            Supplier<AccountChange> change) {
        ObjectId account = Ids.objectId(id);
        try {
            OptionalLong demanded = version == null ? OptionalLong.empty() : OptionalLong.of(version);
            accounts.change(visit.caller(), account, change.get(), demanded);
            return new ModelAndView("redirect:" + PAGE + "/" + account + "?done=" + form);
        } catch (ProblemException wrong) {
            return switch (wrong.problem()) {
                case Problem.Stale stale ->
                    shown(
                            pages.wrong(visit, account, form, visit.words().of("accounts.stale"), null),
                            HttpStatus.PRECONDITION_FAILED);
                case Problem.Invalid invalid ->
                    shown(
                            pages.wrong(
                                    visit,
                                    account,
                                    form,
                                    Refusal.of(visit.words(), invalid).text(),
                                    typed),
                            HttpStatus.UNPROCESSABLE_CONTENT);
                case Problem.Conflict conflict ->
                    shown(
                            pages.wrong(
                                    visit,
                                    account,
                                    form,
                                    Refusal.of(visit.words(), conflict).text(),
                                    typed),
                            HttpStatus.UNPROCESSABLE_CONTENT);
                default -> throw wrong;
            };
        }
    }

    private static ModelAndView shown(UserPage page, HttpStatus status) {
        ModelAndView shown = new ModelAndView("admin/user", "page", page);
        shown.setStatus(status);
        return shown;
    }

    private static @Nullable Integer number(String field, String typed) {
        try {
            return typed.isBlank() ? null : Integer.valueOf(typed.strip());
        } catch (NumberFormatException noNumber) {
            throw Problem.invalid(field, "must be a whole number").exception();
        }
    }

    /// @return null for no change
    private static @Nullable Instant changed(Visit visit, String field, String typed, @Nullable Instant is) {
        if (typed.isBlank() || typed.equals(UserPages.day(visit, is))) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day.atStartOfDay(visit.formats().zone()).toInstant();
            }
            throw Problem.invalid(field, "must be between 1900 and 2200").exception();
        } catch (DateTimeException noDay) {
            throw Problem.invalid(field, "must be a day such as 2026-01-31").exception();
        }
    }
}
