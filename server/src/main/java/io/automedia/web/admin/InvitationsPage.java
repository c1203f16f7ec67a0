package io.automedia.web.admin;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Invitations that were not accepted yet.
///
/// @param isDelivered whether a mail server is configured
/// @param sent the address that was just invited; null when none was
/// @param wrong why somebody could not be; null when nothing was wrong
/// @param email the address that could not be
public record InvitationsPage(
        boolean isDelivered,
        List<Row> invitations,
        @Nullable String sent,
        @Nullable String wrong,
        String email) {

    /// An invitation.
    public record Row(String id, String email, String role, Moment createdAt, String ends) {}
}
