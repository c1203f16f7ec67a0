package io.automedia.accounts;

import io.automedia.access.Caller;
import io.automedia.oidc.IdentityProofs;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.sessions.ApiTokens;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.sessions.SignIns;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.NewAccounts;
import io.automedia.users.Registration;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to how people get an account and keep it theirs. Nothing here tells whether an
/// address has an account, neither by its answer nor by the time it takes, where mail is delivered.
@Component
public final class Accounts {
    /// Until it is mailed, a link waits this long.
    private static final Duration UNTIL_MAILED = Duration.ofDays(3);

    private static final Purpose[] CONFIRMING = {Purpose.CONFIRM, Purpose.REGISTER, Purpose.MOVE};

    private final NewAccounts newAccounts;
    private final Users users;
    private final SignIns signIns;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final PasskeyProofs passkeys;
    private final IdentityProofs identities;
    private final MailedLinks links;
    private final AccountMail mail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            NewAccounts newAccounts,
            Users users,
            SignIns signIns,
            Sessions sessions,
            ApiTokens tokens,
            PasskeyProofs passkeys,
            IdentityProofs identities,
            MailedLinks links,
            AccountMail mail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.newAccounts = newAccounts;
        this.users = users;
        this.signIns = signIns;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passkeys = passkeys;
        this.identities = identities;
        this.links = links;
        this.mail = mail;
        this.events = events;
        this.clock = clock;
    }

    /// Makes an account. Where mail is delivered that waits until the address is confirmed, and the
    /// answer is the same for one that has an account: its owner is told by mail.
    ///
    /// @param language of whoever asks, as in `en` or `zh-CN`
    /// @return the account; empty when a mail was sent first
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when registration is closed,
    /// (`Invalid`) naming what is wrong, (`TooMany`), (`Conflict`) when the address has an account and
    /// no mail is delivered
    public Optional<User> register(Registration registration, String language, Client client) {
        mail.count(client);
        if (!mail.isDelivered()) {
            User user = newAccounts.register(registration);
            events.publishEvent(new AccountEvent(user.userId(), "account:registered"));
            mail.ask(AccountMail.CONFIRM, user.email(), language, about(user), client);
            return Optional.of(user);
        }
        NewAccounts.Prepared prepared = newAccounts.prepare(registration);
        MailedLink link = link(
                Purpose.REGISTER,
                null,
                prepared.email(),
                new MailedLink.Pending(prepared.password(), prepared.profile(), language));
        links.add(link);
        mail.ask(AccountMail.REGISTRATION, link.email(), language, about(link), client);
        return Optional.empty();
    }

    /// Mails the link that confirms the caller's address once more; nothing when it is confirmed.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`, `TooMany`)
    public void askToConfirm(Caller caller, Client client) {
        User user = person(caller);
        mail.count(client);
        mail.ask(AccountMail.CONFIRM, user.email(), user.preferences().language(), about(user), client);
    }

    /// Uses a link that confirms an address: of an account, of one that is to be made, or of one that
    /// is to have it. An account is made only for who also knows the password that was chosen for it:
    /// anybody may have registered with this address.
    ///
    /// @param password needed where [#needsPassword] says so
    /// @return the address
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when the link is not good any more, or
    /// for another password, which leaves the link good; (`TooMany`) after too many of them, (`Conflict`)
    /// when the address got an account meanwhile
    public String confirm(@Nullable String token, @Nullable String password) {
        MailedLink link = links.find(token, CONFIRMING);
        if (link.purpose() == Purpose.REGISTER) {
            MailedLink.Pending pending = Objects.requireNonNull(link.pending());
            NewAccounts.Prepared prepared = pending.of(link.email());
            requirePassword(link.id(), prepared, password);
            links.use(token, Purpose.REGISTER);
            User made = newAccounts.admit(prepared, pending.language(), Caller.Person.USER);
            events.publishEvent(new AccountEvent(made.userId(), "account:registered"));
            return link.email();
        }
        links.use(token, link.purpose());
        UserId id = new UserId(Objects.requireNonNull(link.userId()));
        if (link.purpose() == Purpose.MOVE) {
            move(id, link.email());
        } else {
            users.confirm(id, link.email());
            events.publishEvent(new AccountEvent(id, "address:confirmed"));
        }
        return link.email();
    }

    /// Whether a link makes an account, for which its password is needed, too.
    public boolean needsPassword(@Nullable String token) {
        return links.look(token, Purpose.REGISTER).isPresent();
    }

    private void requirePassword(ObjectId link, NewAccounts.Prepared prepared, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            throw Problem.invalid("password", "is required: the one that was chosen at the registration")
                    .exception();
        }
        signIns.attempt(link);
        if (!newAccounts.isPassword(prepared, password)) {
            throw Problem.invalid("password", "is not the one that was chosen at the registration")
                    .exception();
        }
    }

    private void move(UserId id, String email) {
        String former = users.byId(id)
                .orElseThrow(() -> Problem.notFound("user").exception())
                .email();
        User moved = users.moveTo(id, email);
        links.removeAllOf(id.value(), Purpose.values());
        mail.tell(AccountMail.MOVED, moved, former);
        events.publishEvent(new AccountEvent(id, "address:changed"));
    }

    /// Mails a link by which a forgotten password is replaced, if the address has an account. Those that were mailed
    /// before stay good, since anybody can ask for another.
    ///
    /// @param language of whoever asks
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when it is no address, (`TooMany`)
    public void forgot(@Nullable String email, String language, Client client) {
        String address = users.requireAddress(email);
        mail.count(client);
        mail.askForReset(address, language, client);
    }

    /// Replaces a forgotten password. No other link for that is good any more; all sessions, API tokens and
    /// passkeys of the account end, and accounts at providers are disconnected, since somebody else may have
    /// had it. What was tried of the former password makes him wait no more.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when the link is not good any more, or
    /// the password may not be one; in that case the link stays good
    public void reset(@Nullable String token, @Nullable String password, Client client) {
        UserId id = new UserId(
                Objects.requireNonNull(links.find(token, Purpose.RESET).userId()));
        String hash = users.newPassword(id, password);
        MailedLink link = links.use(token, Purpose.RESET);
        links.removeAllOf(id.value(), Purpose.RESET, Purpose.MOVE);
        // before it, so that nobody who signs in with one now gets a session that outlives this
        passkeys.removeAll(id);
        identities.removeAll(id);
        users.changePassword(id, hash);
        sessions.closeAll(id);
        tokens.removeAll(id);
        // and those that a session added that was open until now
        passkeys.removeAll(id);
        identities.removeAll(id);
        users.confirm(id, link.email());
        users.byId(id).ifPresent(user -> signIns.forgetAttempts(user, client));
        told(id, AccountMail.PASSWORD_CHANGED, "password:reset");
        events.publishEvent(new PasswordRecovery(id, null));
    }

    /// Gives the caller another password. His other sessions end, his API tokens stay.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`, `Invalid`, `TooMany`)
    public void changePassword(Caller caller, @Nullable String password, @Nullable String next, Client client) {
        Caller.Person person = signIns.confirm(caller, password, client);
        users.changePassword(person.userId(), users.newPassword(person.userId(), next));
        links.removeAllOf(person.userId().value(), Purpose.RESET, Purpose.MOVE);
        sessions.closeOthers(person);
        told(person.userId(), AccountMail.PASSWORD_CHANGED, "password:changed");
    }

    /// Mails a link to the address that the caller wants; his account has it when that is used. The
    /// address that he has is told.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`, `Invalid`, `TooMany`)
    public void changeAddress(Caller caller, @Nullable String password, @Nullable String email, Client client) {
        Caller.Person person = signIns.confirm(caller, password, client);
        String address = users.requireAddress(email);
        User user = person(person);
        if (address.equals(user.email())) {
            throw Problem.invalid("email", "is the address that you have").exception();
        }
        mail.count(client);
        links.removeAllOf(user.id(), Purpose.MOVE);
        MailedLink link = link(Purpose.MOVE, user.id(), address, null);
        links.add(link);
        mail.ask(AccountMail.MOVE, address, user.preferences().language(), about(link), client);
        mail.tell(AccountMail.MOVE_ASKED, user, user.email());
    }

    /// Closes the caller's account: he is signed out everywhere and can't sign in. His things stay; an
    /// administrator opens it again.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`, `Invalid`, `TooMany`), (`Conflict`)
    /// for the last administrator
    public void deactivate(Caller caller, @Nullable String password, Client client) {
        Caller.Person person = signIns.confirm(caller, password, client);
        if (users.isLastAdmin(person(person))) {
            throw new Problem.Conflict("You are the only administrator: make another one first.").exception();
        }
        User closed = users.setActive(person.userId(), false);
        if (users.isLastAdmin(closed)) {
            // the other one went at the same moment
            users.setActive(person.userId(), true);
            throw new Problem.Conflict("You are the only administrator: make another one first.").exception();
        }
        links.removeAllOf(person.userId().value(), Purpose.values());
        sessions.closeAll(person.userId());
        tokens.removeAll(person.userId());
        told(person.userId(), AccountMail.DEACTIVATED, "account:deactivated");
    }

    private void told(UserId id, String kind, String type) {
        users.byId(id).ifPresent(user -> mail.tell(kind, user, user.email()));
        events.publishEvent(new AccountEvent(id, type));
    }

    private User person(Caller caller) {
        if (caller instanceof Caller.Person person) {
            return users.byId(person.userId())
                    .orElseThrow(() -> Problem.notFound("user").exception());
        }
        throw new Problem.Forbidden("This is for people with an account.").exception();
    }

    private MailedLink link(
            Purpose purpose, @Nullable ObjectId userId, String email, MailedLink.@Nullable Pending pending) {
        Instant now = clock.instant();
        return new MailedLink(
                new ObjectId(), purpose, userId, email, null, pending, null, null, now, now.plus(UNTIL_MAILED));
    }

    private static Map<String, String> about(User user) {
        return Map.of(AccountMail.USER, user.id().toHexString());
    }

    private static Map<String, String> about(MailedLink link) {
        return Map.of(AccountMail.LINK, link.id().toHexString());
    }
}
