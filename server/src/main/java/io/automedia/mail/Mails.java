package io.automedia.mail;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
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
            Access access,
            RecentProof recentProof,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.loop = loop;
        this.properties = properties;
        this.encryption = encryption;
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

    /// All mails that are known, the newest first.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator
    public Page<Mail> list(Caller caller, PageRequest page) {
        access.requireAdmin(caller);
        return repository.all(page);
    }

    /// One mail.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator,
    /// (`NotFound`)
    public Mail one(Caller caller, ObjectId id) {
        access.requireAdmin(caller);
        Mail mail = repository.byId(id);
        if (mail == null) {
            throw Problem.notFound("mail").exception();
        }
        return mail;
    }

    /// What a mail says that no mail server took; empty for any other. That somebody read it is told
    /// ([MailRead]).
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who is no administrator or shows
    /// an API token, (`ConfirmationNeeded`), (`NotFound`)
    public Optional<Letter> letter(Caller caller, ObjectId id) {
        access.requireAdmin(caller);
        recentProof.require(caller);
        Optional<Letter> letter = Optional.ofNullable(MailRounds.opened(one(caller, id), encryption, json));
        if (letter.isPresent() && caller instanceof Caller.Person person) {
            events.publishEvent(new MailRead(person.userId(), id));
        }
        return letter;
    }
}
