package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.shared.ProblemException;
import io.automedia.testing.Bound;
import io.automedia.users.User.RateLimits;
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
    void less_than_nothing_is_refused() {
        assertThatThrownBy(() -> Bound.to(Plans.class, "automedia.plans.pro-daily-generation-limit=-1"))
                .hasRootCauseMessage("the limits of a plan (automedia.plans) must not be negative");
    }
}
