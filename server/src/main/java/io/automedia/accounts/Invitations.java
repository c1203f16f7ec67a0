package io.automedia.accounts;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.audit.AdminReading;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.NewAccounts;
import io.automedia.users.Registration;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to invitations: an administrator has a link mailed by which somebody makes an
/// account, also where registration is closed.
@Component
public final class Invitations {
    private static final List<String> ROLES = List.of(Caller.Person.USER, Caller.Person.ADMIN);

    private final NewAccounts newAccounts;
    private final Users users;
    private final MailedLinks links;
    private final AccountMail mail;
    private final Access access;
    private final RecentProof recentProof;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Invitations(
            NewAccounts newAccounts,
            Users users,
            MailedLinks links,
            AccountMail mail,
            Access access,
            RecentProof recentProof,
            ApplicationEventPublisher events,
            Clock clock) {
        this.newAccounts = newAccounts;
        this.users = users;
        this.links = links;
        this.mail = mail;
        this.access = access;
        this.recentProof = recentProof;
        this.events = events;
        this.clock = clock;
    }

    /// An invitation that was not accepted yet.
    public record Invitation(ObjectId id, String email, String role, Instant createdAt, Instant expiresAt) {}

    /// Invites somebody. An invitation of his that is open still is replaced, and its link opens nothing any more.
    ///
    /// @param role `user` or `admin`; null for `user`
    /// @param language of the mail
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator or has
    /// not signed in, (`ConfirmationNeeded`) for another administrator, (`Invalid`), (`Conflict`) when
    /// the address has an account
    public Invitation invite(Caller caller, @Nullable String email, @Nullable String role, String language) {
        access.requireAdmin(caller);
        Caller.Person person = access.requireSession(caller);
        if (Caller.Person.ADMIN.equals(role)) {
            recentProof.require(caller);
        }
        String address = users.requireAddress(email);
        String given = role == null ? Caller.Person.USER : role;
        if (!ROLES.contains(given)) {
            throw Problem.invalid("role", "must be one of " + String.join(", ", ROLES))
                    .exception();
        }
        if (users.byEmail(address).isPresent()) {
            throw new Problem.Conflict("There is an account with this e-mail address already.").exception();
        }
        Instant now = clock.instant();
        MailedLink link = new MailedLink(
                MailedLinks.invitationId(address),
                Purpose.INVITE,
                null,
                address,
                null,
                null,
                given,
                person.userId().value(),
                now,
                now.plus(Purpose.INVITE.valid()));
        links.putInvitation(link);
        mail.invite(link, language);
        events.publishEvent(new InvitationEvent(person.userId(), true, address, given));
        return answer(link);
    }

    /// Invitations that were not accepted yet, the newest first. That an administrator looked is written down.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator
    public Page<Invitation> list(Caller caller, PageRequest page) {
        access.requireAdmin(caller);
        events.publishEvent(AdminReading.ofList("invitations"));
        return links.invitations(page).map(Invitations::answer);
    }

    /// Takes an invitation back.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator or has
    /// not signed in, (`NotFound`)
    public void withdraw(Caller caller, ObjectId id) {
        access.requireAdmin(caller);
        Caller.Person person = access.requireSession(caller);
        MailedLink link = links.byId(id)
                .filter(found -> found.purpose() == Purpose.INVITE)
                .orElseThrow(() -> Problem.notFound("invitation").exception());
        links.remove(id);
        events.publishEvent(new InvitationEvent(person.userId(), false, link.email(), role(link)));
    }

    /// Makes the account to which somebody was invited.
    ///
    /// @param language of its pages
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when the link is not good any more, or
    /// the password may not be one; (`Conflict`) when the address got an account meanwhile
    public User accept(@Nullable String token, @Nullable String password, String language) {
        MailedLink link = links.find(token, Purpose.INVITE);
        if (!isStillMeant(link)) {
            links.remove(link.id());
            throw MailedLinks.isNone();
        }
        User made = admitted(link, password, language);
        links.remove(link.id());
        events.publishEvent(new AccountEvent(made.userId(), "account:registered"));
        return made;
    }

    /// Of two at once the address takes one. One that has an account needs no invitation any more.
    private User admitted(MailedLink link, @Nullable String password, String language) {
        try {
            return newAccounts.admit(new Registration(link.email(), password, null), language, role(link));
        } catch (ProblemException refused) {
            if (refused.problem() instanceof Problem.Conflict) {
                links.remove(link.id());
            }
            throw refused;
        }
    }

    /// Who was an administrator once may not let in others any more.
    private boolean isStillMeant(MailedLink link) {
        return link.invitedBy() != null
                && users.byId(new UserId(link.invitedBy()))
                        .filter(host -> host.isActive() && host.role().equals(Caller.Person.ADMIN))
                        .isPresent();
    }

    private static String role(MailedLink link) {
        return Objects.requireNonNullElse(link.role(), Caller.Person.USER);
    }

    private static Invitation answer(MailedLink link) {
        return new Invitation(link.id(), link.email(), role(link), link.createdAt(), link.expiresAt());
    }
}
