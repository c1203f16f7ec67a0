package io.automedia.web.admin;

import io.automedia.mail.Letter;
import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mails of some days.
///
/// @param isDelivered whether a mail server is configured
/// @param open the mail that is read; null when none is
/// @param next the address of older ones; null when there are none
public record MailsPage(
        boolean isDelivered,
        List<Row> mails,
        @Nullable Open open,
        @Nullable String next) {

    /// A mail.
    ///
    /// @param about what it is called: its subject, or its kind before it was written
    /// @param hasLetter whether it can be read here
    public record Row(
            String id,
            String to,
            String about,
            String status,
            boolean failed,
            @Nullable String error,
            Moment createdAt,
            boolean hasLetter) {}

    /// A mail that is read.
    public record Open(String to, Letter letter) {}
}
