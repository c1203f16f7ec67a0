package io.automedia.accounts;

import io.automedia.mail.Letter;
import io.automedia.mail.MailRequest;
import io.automedia.mail.MailWriter;
import io.automedia.mail.PublicUrl;
import io.automedia.sessions.SecretToken;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.types.ObjectId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Writes the mails about accounts. Here, out of sight of whoever asked, it is looked whether an
/// address has an account; here links get their tokens, which lie nowhere else.
@Component
final class AccountLetters implements MailWriter {
    private static final String VERIFY = "/verify";

    private final Users users;
    private final MailedLinks links;
    private final PublicUrl url;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountLetters(
            Users users,
            MailedLinks links,
            PublicUrl url,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.url = url;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(
                AccountMail.CONFIRM,
                AccountMail.REGISTRATION,
                AccountMail.RESET,
                AccountMail.PASSWORD_CHANGED,
                AccountMail.PASSKEY_ADDED,
                AccountMail.IDENTITY_CONNECTED,
                AccountMail.TWO_FACTOR_ENABLED,
                AccountMail.TWO_FACTOR_DISABLED,
                AccountMail.RECOVERY_CODES_RENEWED,
                AccountMail.SIGN_IN,
                AccountMail.MOVE,
                AccountMail.MOVE_ASKED,
                AccountMail.MOVED,
                AccountMail.DEACTIVATED,
                AccountMail.INVITATION);
    }

    @Override
    public Optional<Letter> write(MailRequest request) {
        return switch (request.kind()) {
            case AccountMail.CONFIRM -> confirmation(request);
            case AccountMail.RESET -> reset(request);
            case AccountMail.REGISTRATION, AccountMail.MOVE, AccountMail.INVITATION -> ofLink(request);
            default -> Optional.of(notice(request));
        };
    }

    /// In the place of those that were mailed before: only the owner asks for them.
    private Optional<Letter> confirmation(MailRequest request) {
        return users.byId(new UserId(id(request, AccountMail.USER)))
                .filter(user -> user.email().equals(request.to()) && !user.isVerified())
                .map(user -> {
                    links.removeAllOf(user.id(), Purpose.CONFIRM);
                    return withLink(request, language(user), link(Purpose.CONFIRM, user), VERIFY);
                });
    }

    private Optional<Letter> reset(MailRequest request) {
        Optional<User> owner = users.byEmail(request.to()).filter(User::isActive);
        // a later attempt would find the link of the first one
        if (request.attempt() == 1 && request.facts().containsKey(AccountMail.SPARE)) {
            owner = owner.filter(user -> !links.isAnyGood(user.id(), Purpose.RESET));
        }
        return owner.map(user -> {
            Letter letter = withLink(request, language(user), link(Purpose.RESET, user), "/reset");
            if (request.attempt() == 1) {
                events.publishEvent(new AccountEvent(user.userId(), "password:forgotten"));
            }
            events.publishEvent(new PasswordRecovery(user.userId(), request.id()));
            return letter;
        });
    }

    /// Of an address that has an account its owner is told that somebody wanted another with it.
    private Optional<Letter> ofLink(MailRequest request) {
        MailedLink link = links.byId(id(request, AccountMail.LINK)).orElse(null);
        if (link == null || !isAbout(request, link)) {
            return Optional.empty();
        }
        User known = users.byEmail(request.to()).orElse(null);
        if (known != null) {
            links.remove(link.id());
            return Optional.of(new Letter(
                    word(language(known), "mail.known.subject"),
                    List.of(word(language(known), "mail.known.text", request.to())),
                    new Letter.Action(word(language(known), "mail.known.action"), url.of("/forgot")),
                    List.of(word(language(known), "mail.ignore"))));
        }
        return Optional.of(withLink(
                request,
                Locale.forLanguageTag(request.language()),
                link,
                link.purpose() == Purpose.INVITE ? "/invitation" : VERIFY));
    }

    /// Whether the mail is about this link, and not about one in whose place it was put meanwhile.
    private static boolean isAbout(MailRequest request, MailedLink link) {
        String made = request.facts().get(AccountMail.MADE);
        return made == null || made.equals(AccountMail.made(link));
    }

    /// What happened can't be undone by a link in a mail; who didn't want it is led to where he gets in
    /// again.
    private Letter notice(MailRequest request) {
        Locale language = users.byId(new UserId(id(request, AccountMail.USER)))
                .map(AccountLetters::language)
                .orElseGet(() -> Locale.forLanguageTag(request.language()));
        return new Letter(
                word(language, key(request, "subject")),
                List.of(text(request, language)),
                request.kind().equals(AccountMail.MOVED)
                        ? null
                        : new Letter.Action(word(language, "mail.notMe.action"), url.of("/forgot")),
                List.of(word(language, "mail.notMe")));
    }

    private String text(MailRequest request, Locale language) {
        if (!request.kind().equals(AccountMail.SIGN_IN)) {
            return word(language, key(request, "text"), request.to());
        }
        String place = request.facts().get(AccountMail.PLACE);
        return word(
                language,
                key(request, place == null ? "text" : "text.place"),
                request.to(),
                Objects.requireNonNull(request.facts().get(AccountMail.BROWSER)),
                Objects.requireNonNull(request.facts().get(AccountMail.SYSTEM)),
                place == null ? "" : place);
    }

    private Letter withLink(MailRequest request, Locale language, MailedLink link, String page) {
        SecretToken token = links.arm(link);
        return new Letter(
                word(language, key(request, "subject")),
                List.of(word(language, key(request, "text"), request.to())),
                new Letter.Action(word(language, key(request, "action")), url.of(page, token.text())),
                List.of(
                        word(language, "mail.valid." + link.purpose().name().toLowerCase(Locale.ROOT)),
                        word(language, "mail.ignore")));
    }

    /// A link for an account.
    private MailedLink link(Purpose purpose, User user) {
        Instant now = clock.instant();
        MailedLink link = new MailedLink(
                new ObjectId(),
                purpose,
                user.id(),
                user.email(),
                null,
                null,
                null,
                null,
                now,
                now.plus(purpose.valid()));
        links.add(link);
        return link;
    }

    private static ObjectId id(MailRequest request, String fact) {
        return new ObjectId(Objects.requireNonNull(request.facts().get(fact), fact));
    }

    private static Locale language(User user) {
        return Locale.forLanguageTag(user.preferences().language());
    }

    private static String key(MailRequest request, String part) {
        return "mail." + request.kind() + "." + part;
    }

    private String word(Locale language, String key, Object... values) {
        return messages.getMessage(key, values, language);
    }
}
