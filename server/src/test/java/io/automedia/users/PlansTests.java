package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.shared.ProblemException;
import io.automedia.testing.Bound;
import io.automedia.users.User.RateLimits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlansTests {
    @Test
    void each_plan_allows_more_than_the_one_before_and_free_what_the_design_says() {
        Plans plans = Bound.to(Plans.class);

        assertThat(plans.limits("free")).isEqualTo(new RateLimits(100, 10_000));
        assertThat(plans.limits("pro")).isEqualTo(new RateLimits(1_000, 100_000));
        assertThat(plans.limits("team")).isEqualTo(new RateLimits(5_000, 1_000_000));
        assertThatThrownBy(() -> plans.limits("gold")).isInstanceOf(ProblemException.class);
    }

    @Test
    void every_limit_is_read() {
        assertThat(Bound.to(
                        Plans.class,
                        "automedia.plans.free-daily-generation-limit=1",
                        "automedia.plans.free-monthly-collection-limit=2",
                        "automedia.plans.pro-daily-generation-limit=3",
                        "automedia.plans.pro-monthly-collection-limit=4",
                        "automedia.plans.team-daily-generation-limit=5",
                        "automedia.plans.team-monthly-collection-limit=6"))
                .isEqualTo(new Plans(1, 2, 3, 4, 5, 6));
    }

    @Test
    void what_an_administrator_chose_counts_also_where_it_is_what_the_design_gives() {
        Plans plans = new Plans(10, 20, 1_000, 100_000, 5_000, 1_000_000);
        RateLimits usual = new RateLimits(100, 10_000);
        User.Settings unsaid = User.Settings.standard(usual);
        User.Settings chosen = new User.Settings(List.of(), usual, new User.Features(false, false), true);

        assertThat(plans.limits(unsaid, true)).isEqualTo(new RateLimits(10, 20));
        assertThat(plans.limits(chosen, true)).isEqualTo(usual);
        assertThat(plans.limits(chosen, false)).isEqualTo(new RateLimits(10, 20));
    }

    @Test
    void a_subscription_runs_within_its_period_only() {
        Instant now = Instant.parse("2026-11-30T12:00:00Z");
        assertThat(runs("active", now, now.plusSeconds(1), now)).isTrue();
        assertThat(runs("trialing", null, null, now)).isTrue();
        assertThat(runs("active", now.plusMillis(1), null, now))
                .as("next month")
                .isFalse();
        assertThat(runs("active", now.minusSeconds(9), now, now)).as("over").isFalse();
        assertThat(runs("past_due", now, null, now)).isFalse();
    }

    private static boolean runs(String status, @Nullable Instant start, @Nullable Instant end, Instant now) {
        return new User.Subscription("pro", status, start, end, false).isRunning(now);
    }

    @Test
    void less_than_nothing_is_refused() {
        assertThatThrownBy(() -> Bound.to(Plans.class, "automedia.plans.pro-daily-generation-limit=-1"))
                .hasRootCauseMessage("the limits of a plan (automedia.plans) must not be negative");
    }
}
