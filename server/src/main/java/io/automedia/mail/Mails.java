package io.automedia.mail;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.audit.AdminReading;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.storage.FieldEncryption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The front door to mails: what is sent here is in the store when the call returns, and goes out as
/// soon as the mail server takes it.
@Component
public final class Mails {
    private final MailsRepository repository;
    private final MailLoop loop;
    private final MailProperties properties;
    private final FieldEncryption encryption;
    private final Addressees addressees;
    private final Access access;
    private final RecentProof recentProof;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mails(
            MailsRepository repository,
            MailLoop loop,
            MailProperties properties,
            FieldEncryption encryption,
            Addressees addressees,
            Access access,
            RecentProof recentProof,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.loop = loop;
        this.properties = properties;
        this.encryption = encryption;
        this.addressees = addressees;
        this.access = access;
        this.recentProof = recentProof;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /// Queues a mail. Whether its reader exists makes no difference here: its writer looks when it is
    /// sent.
    public void send(MailRequest request) {
        Instant now = clock.instant();
        Instant giveUp = now.plus(request.goodFor());
        repository.add(new Mail(
                request.id(),
                request.kind(),
                request.to(),
                request.language(),
                request.facts(),
                MailStatus.WAITING,
                0,
                now,
                giveUp,
                null,
                null,
                null,
                now,
                null,
                giveUp.plus(properties.keep())));
        loop.hint();
    }

    /// Whether a mail server is configured, so that people get what is sent. Without one mails are kept
    /// for the administrator.
    public boolean areDelivered() {
        return loop.delivers();
    }

    /// All mails that are known, the newest first. That an administrator looked is written down.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator
    public Page<Mail> list(Caller caller, PageRequest page) {
        access.requireAdmin(caller);
        events.publishEvent(AdminReading.ofList("mails"));
        return repository.all(page);
    }

    /// A mail that was opened.
    ///
    /// @param to the address
    public record Opened(String to, Letter letter) {}

    /// What a mail says that no mail server took; empty for any other. That somebody reads it is told
    /// first ([MailRead]).
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator or shows
    /// an API token, (`ConfirmationNeeded`), (`NotFound`)
    public Optional<Opened> letter(Caller caller, ObjectId id) {
        access.requireAdmin(caller);
        recentProof.require(caller);
        Mail mail = repository.byId(id);
        if (mail == null) {
            throw Problem.notFound("mail").exception();
        }
        if (mail.letter() != null && caller instanceof Caller.Person person) {
            events.publishEvent(
                    new MailRead(person.userId(), id, addressees.of(mail.to()).orElse(null)));
        }
        return Optional.ofNullable(MailRounds.opened(mail, encryption, json))
                .map(letter -> new Opened(mail.to(), letter));
    }
}
