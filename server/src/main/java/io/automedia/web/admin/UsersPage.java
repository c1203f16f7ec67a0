package io.automedia.web.admin;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All accounts, the newest first.
///
/// @param search what an address begins with
/// @param isFiltered whether not all are wanted
/// @param next where older ones are; null when there are none
public record UsersPage(
        String search,
        List<Choice> roles,
        List<Choice> states,
        List<Choice> plans,
        List<Choice> statuses,
        boolean isFiltered,
        String total,
        List<Row> accounts,
        @Nullable String next) {

    /// One of the values of a filter or a field.
    public record Choice(String value, String label, boolean selected) {}

    /// An account.
    ///
    /// @param isAdmin whether it runs this instance
    /// @param isOver whether its subscription gives nothing any more
    public record Row(
            String id,
            String email,
            boolean isActive,
            boolean isVerified,
            boolean isAdmin,
            String plan,
            String status,
            boolean isOver,
            @Nullable Moment lastActivity,
            Moment createdAt) {}
}
