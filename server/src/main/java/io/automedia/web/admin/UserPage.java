package io.automedia.web.admin;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One account, and what an administrator can change about it.
///
/// @param isSelf whether it is that of who looks at it
/// @param version of which the forms were made
/// @param openSessions how many
/// @param dailyGenerationLimit texts a day
/// @param monthlyCollectionLimit posts a month
/// @param periodStart a day such as `2026-11-30`; empty for none
/// @param periodEnd the same
/// @param done the form that was just carried out; null when none was
/// @param form the form in which something was wrong; null when nothing was
/// @param wrong what it was
public record UserPage(
        String id,
        String email,
        boolean isSelf,
        boolean isActive,
        boolean isVerified,
        boolean isAdmin,
        long version,
        List<UsersPage.Choice> roles,
        List<UsersPage.Choice> plans,
        List<UsersPage.Choice> statuses,
        String periodStart,
        String periodEnd,
        boolean cancelAtPeriodEnd,
        int dailyGenerationLimit,
        int monthlyCollectionLimit,
        boolean betaAccess,
        boolean advancedAnalytics,
        String openSessions,
        boolean hasSessions,
        Moment createdAt,
        @Nullable Moment lastActivity,
        List<Fact> facts,
        @Nullable String done,
        @Nullable String form,
        @Nullable String wrong) {

    /// A number.
    public record Fact(String name, String value) {}
}
