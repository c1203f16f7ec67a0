package io.automedia.web.admin;

import io.automedia.access.Caller;
import io.automedia.sessions.Sessions;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.users.AccountAdministration;
import io.automedia.users.AccountQuery;
import io.automedia.users.User;
import io.automedia.web.page.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/// Builds the pages of accounts.
@Component
final class UserPages {
    private static final int SHOWN = 50;
    private static final List<String> ROLES = List.of(Caller.Person.USER, Caller.Person.ADMIN);
    private static final List<String> STATES = List.of("active", "closed");

    private final AccountAdministration accounts;
    private final Sessions sessions;

    UserPages(AccountAdministration accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /// Which accounts are wanted, as it was typed; empty for all.
    ///
    /// @param state `active` or `closed`
    record Filter(String search, String role, String state, String plan, String status) {
        AccountQuery query() {
            return new AccountQuery(
                    null,
                    orNone(search),
                    orNone(role),
                    state.isEmpty() ? null : Boolean.valueOf(state.equals("active")),
                    orNone(plan),
                    orNone(status));
        }

        boolean isSet() {
            return Stream.of(search, role, state, plan, status).anyMatch(text -> !text.isEmpty());
        }

        String next(String after) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath("/admin/users")
                    .queryParam("search", "{search}")
                    .queryParam("role", "{role}")
                    .queryParam("state", "{state}")
                    .queryParam("plan", "{plan}")
                    .queryParam("status", "{status}")
                    .queryParam("after", "{after}");
            return address.encode()
                    .buildAndExpand(search, role, state, plan, status, after)
                    .toUriString();
        }

        private static @Nullable String orNone(String text) {
            return text.isBlank() ? null : text.strip();
        }
    }

    /// The accounts after a cursor; the first ones when that is empty.
    UsersPage list(Visit visit, Filter filter, String after) {
        PageRequest wanted = PageRequest.of(SHOWN, null, after.isEmpty() ? null : after, null);
        Page<User> page = accounts.list(visit.caller(), filter.query(), wanted);
        String next = page.page().next();
        return new UsersPage(
                filter.search(),
                choices(visit, "accounts.role.", ROLES, filter.role()),
                choices(visit, "accounts.state.", STATES, filter.state()),
                choices(visit, "usage.plan.", AccountAdministration.PLANS, filter.plan()),
                choices(visit, "usage.status.", AccountAdministration.STATUSES, filter.status()),
                filter.isSet(),
                visit.formats().number(page.page().total()),
                page.items().stream().map(user -> row(visit, user)).toList(),
                next == null ? null : filter.next(next));
    }

    private static UsersPage.Row row(Visit visit, User user) {
        User.Subscription subscription = user.subscription();
        return new UsersPage.Row(
                user.id().toHexString(),
                user.email(),
                user.isActive(),
                user.isVerified(),
                user.role().equals(Caller.Person.ADMIN),
                visit.words().named("usage.plan.", subscription.plan()),
                visit.words().named("usage.status.", subscription.status()),
                !subscription.isRunning(visit.formats().now()),
                visit.formats().momentOrNone(user.shownStatistics().lastActivity()),
                visit.formats().moment(user.createdAt()));
    }

    /// One account after one of its forms.
    ///
    /// @param done the form that was just carried out; null for none
    UserPage one(Visit visit, ObjectId id, @Nullable String done) {
        return page(visit, accounts.get(visit.caller(), id), done, null, null, null);
    }

    /// The form of the plan, as it was typed.
    record Plan(String plan, String status, String periodStart, String periodEnd, boolean cancelAtPeriodEnd) {}

    /// One account, with what was wrong in a form.
    ///
    /// @param typed what stood in the form of the plan; null where that was another form
    UserPage wrong(Visit visit, ObjectId id, String form, String reason, @Nullable Plan typed) {
        return page(visit, accounts.get(visit.caller(), id), null, form, reason, typed);
    }

    private UserPage page(
            Visit visit,
            User user,
            @Nullable String done,
            @Nullable String form,
            @Nullable String reason,
            @Nullable Plan typed) {
        Plan plan = typed == null ? plan(visit, user.subscription()) : typed;
        User.Settings settings = user.settings();
        long open = sessions.countOf(visit.caller(), user.userId());
        return new UserPage(
                user.id().toHexString(),
                user.email(),
                user.userId().equals(visit.caller().userId()),
                user.isActive(),
                user.isVerified(),
                user.role().equals(Caller.Person.ADMIN),
                user.version(),
                choices(visit, "accounts.role.", ROLES, user.role()),
                choices(visit, "usage.plan.", AccountAdministration.PLANS, plan.plan()),
                choices(visit, "usage.status.", AccountAdministration.STATUSES, plan.status()),
                plan.periodStart(),
                plan.periodEnd(),
                plan.cancelAtPeriodEnd(),
                settings.rateLimits().dailyGenerationLimit(),
                settings.rateLimits().monthlyCollectionLimit(),
                settings.features().betaAccess(),
                settings.features().advancedAnalytics(),
                visit.formats().number(open),
                open > 0,
                visit.formats().moment(user.createdAt()),
                visit.formats().momentOrNone(user.shownStatistics().lastActivity()),
                facts(visit, user.statistics()),
                done,
                form,
                reason);
    }

    private static Plan plan(Visit visit, User.Subscription is) {
        return new Plan(
                is.plan(),
                is.status(),
                day(visit, is.currentPeriodStart()),
                day(visit, is.currentPeriodEnd()),
                is.cancelAtPeriodEnd());
    }

    private static List<UserPage.Fact> facts(Visit visit, User.Statistics statistics) {
        return List.of(
                fact(visit, "collected", statistics.totalContentCollected()),
                fact(visit, "generated", statistics.totalContentGenerated()),
                fact(visit, "tokens", statistics.totalTokensUsed()));
    }

    private static UserPage.Fact fact(Visit visit, String key, long value) {
        return new UserPage.Fact(
                visit.words().of("usage.total." + key), visit.formats().number(value));
    }

    /// The day of a moment, as a field for days has it.
    static String day(Visit visit, @Nullable Instant at) {
        return at == null ? "" : LocalDate.ofInstant(at, visit.formats().zone()).toString();
    }

    private static List<UsersPage.Choice> choices(Visit visit, String prefix, List<String> values, String selected) {
        return values.stream()
                .map(value -> new UsersPage.Choice(value, visit.words().named(prefix, value), value.equals(selected)))
                .toList();
    }
}
