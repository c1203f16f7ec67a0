package io.automedia.accounts;

import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.limits.Standing;
import io.automedia.mail.MailRequest;
import io.automedia.mail.Mails;
import io.automedia.sessions.Client;
import io.automedia.sessions.SecretToken;
import io.automedia.users.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Has the mails about accounts sent, not more often than is good for those who get them.
@Component
final class AccountMail {
    static final String CONFIRM = "address-confirm";
    static final String REGISTRATION = "registration";
    static final String RESET = "password-reset";
    static final String PASSWORD_CHANGED = "password-changed";
    static final String PASSKEY_ADDED = "passkey-added";
    static final String IDENTITY_CONNECTED = "identity-connected";
    static final String TWO_FACTOR_ENABLED = "two-factor-enabled";
    static final String TWO_FACTOR_DISABLED = "two-factor-disabled";
    static final String RECOVERY_CODES_RENEWED = "recovery-codes-renewed";
    static final String SIGN_IN = "new-sign-in";
    static final String MOVE = "address-move";
    static final String MOVE_ASKED = "address-move-asked";
    static final String MOVED = "address-moved";
    static final String DEACTIVATED = "account-deactivated";
    static final String INVITATION = "invitation";

    static final String LINK = "link";
    /// When the link was made: another may have taken its place meanwhile.
    static final String MADE = "made";

    static final String USER = "user";
    static final String BROWSER = "browser";
    static final String SYSTEM = "os";
    static final String PLACE = "place";

    /// A fact of a mail that is one too many for its address.
    static final String SPARE = "spare";

    private static final Duration ASKED = Duration.ofHours(2);
    private static final Duration TOLD = Duration.ofDays(3);
    private static final int HASH = 32;

    /// One network has so small a part of the letters that one address gets.
    private static final int PLACES = 4;

    private final Mails mails;
    private final Limits limits;

    AccountMail(Mails mails, Limits limits) {
        this.mails = mails;
        this.limits = limits;
    }

    /// Counts what somebody who need not say who he is asks for.
    ///
    /// @throws io.automedia.shared.ProblemException (`TooMany`) when it is too often from there
    void count(Client client) {
        Standing standing = counted("from " + client.network());
        if (standing.isOver()) {
            throw standing.problem().exception();
        }
    }

    /// Sends a link that was asked for. Where one network asks too often for an address, or the address gets too many
    /// of a kind, no more are sent, which nobody is told: who asks for them may be somebody else.
    ///
    /// @param about what the writer needs to know
    void ask(String kind, String to, String language, Map<String, String> about, Client client) {
        if (isAllowedFrom(kind, to, client) && !isTooMuch(kind, to)) {
            mails.send(new MailRequest(kind, to, language, about, ASKED));
        }
    }

    /// The same for a forgotten password. Beyond what the address gets its writer looks whether there is a good link
    /// still: whatever strangers do from many networks, its owner has one, or gets one.
    void askForReset(String to, String language, Client client) {
        if (isAllowedFrom(RESET, to, client)) {
            Map<String, String> about = isTooMuch(RESET, to) ? Map.of(SPARE, "true") : Map.of();
            mails.send(new MailRequest(RESET, to, language, about, ASKED));
        }
    }

    private boolean isAllowedFrom(String kind, String to, Client client) {
        Standing standing = counted(kind + " to " + to + " from " + client.network());
        return standing.used() <= Math.max(1, standing.rate().times() / PLACES);
    }

    private boolean isTooMuch(String kind, String to) {
        return counted(kind + " to " + to).isOver();
    }

    /// Tells a person what happened to his account.
    void tell(String kind, User user, String to) {
        mails.send(new MailRequest(
                kind, to, user.preferences().language(), Map.of(USER, user.id().toHexString()), TOLD));
    }

    /// Tells a person that somebody signed in to his account in a way that was not seen before.
    ///
    /// @param place in words; null when nobody knows
    void tellOfSignIn(User user, String browser, String system, @Nullable String place) {
        Map<String, String> facts =
                new HashMap<>(Map.of(USER, user.id().toHexString(), BROWSER, browser, SYSTEM, system));
        if (place != null) {
            facts.put(PLACE, place);
        }
        mails.send(new MailRequest(SIGN_IN, user.email(), user.preferences().language(), facts, TOLD));
    }

    /// When a link was made, as a mail names it.
    static String made(MailedLink link) {
        return Long.toString(link.createdAt().toEpochMilli());
    }

    /// Invites somebody.
    void invite(MailedLink link, String language) {
        mails.send(new MailRequest(
                INVITATION, link.email(), language, Map.of(LINK, link.id().toHexString(), MADE, made(link)), TOLD));
    }

    /// Whether people get what is sent.
    boolean isDelivered() {
        return mails.areDelivered();
    }

    private Standing counted(String what) {
        return limits.count(SecretToken.hash(what).substring(0, HASH), Endpoint.MAIL);
    }
}
