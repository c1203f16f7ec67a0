package io.automedia.accounts;

import static org.awaitility.Awaitility.await;

import io.automedia.mail.Letter;
import io.automedia.mail.Mail;
import io.automedia.mail.MailStatus;
import io.automedia.mail.Mails;
import io.automedia.shared.PageRequest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What people were mailed, where no mail server is configured.
final class MailBox {

    private final Mails mails;
    private final TestPerson admin;

    MailBox(Mails mails, TestPeople people) {
        this.mails = mails;
        this.admin = people.admin();
    }

    /// The newest letter of a kind to an address.
    Letter letter(String kind, String to) {
        return await().until(
                        () -> all(kind, to).stream()
                                .filter(mail -> mail.status() == MailStatus.KEPT)
                                .findFirst()
                                .flatMap(mail ->
                                        mails.letter(admin.caller(), mail.id()).map(Mails.Opened::letter)),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// The token of its link.
    String token(String kind, String to) {
        return token(letter(kind, to));
    }

    static String token(Letter letter) {
        URI address = Objects.requireNonNull(letter.action()).address();
        return URLDecoder.decode(address.getRawQuery().substring("token=".length()), StandardCharsets.UTF_8);
    }

    /// Waits until a mail of a kind to an address has come to an end, and tells which.
    MailStatus end(String kind, String to) {
        return await().until(
                        () -> all(kind, to).stream().map(Mail::status).findFirst(),
                        status -> status.isPresent() && status.get() != MailStatus.WAITING)
                .orElseThrow();
    }

    /// All mails of a kind to an address, the newest first.
    List<Mail> all(String kind, String to) {
        return mails.list(admin.caller(), PageRequest.first(100)).items().stream()
                .filter(mail -> mail.kind().equals(kind) && mail.to().equals(to))
                .toList();
    }
}
