package io.automedia.users;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.jspecify.annotations.Nullable;

/// An administrator changed what somebody may do.
public sealed interface AdminChange {
    /// Whose account it is.
    UserId account();

    /// Who changed it; null for this program itself.
    @Nullable
    UserId by();

    /// Another role.
    record RoleChanged(UserId account, @Nullable UserId by, String before, String role) implements AdminChange {}

    /// The account was closed: who has it may not come in any more.
    record Deactivated(UserId account, @Nullable UserId by) implements AdminChange {}

    /// The account was opened again.
    record Reactivated(UserId account, @Nullable UserId by) implements AdminChange {}

    /// Another subscription, other limits or other features.
    record LimitsChanged(
            UserId account,
            @Nullable UserId by,
            User.Subscription subscription,
            User.RateLimits rateLimits,
            User.Features features)
            implements AdminChange, Auditable {
        @Override
        public Act act() {
            return Act.of(Action.ACCOUNT_CHANGED, "account", account)
                    .concerning(account)
                    .with("changed", "subscription, limits or features")
                    .with("plan", subscription.plan())
                    .with("dailyGenerationLimit", rateLimits.dailyGenerationLimit())
                    .with("monthlyCollectionLimit", rateLimits.monthlyCollectionLimit())
                    .with("betaAccess", features.betaAccess())
                    .with("advancedAnalytics", features.advancedAnalytics());
        }
    }
}
