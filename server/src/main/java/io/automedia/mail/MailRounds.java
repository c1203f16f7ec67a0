package io.automedia.mail;

import io.automedia.storage.FieldEncryption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Brings the mails that are due to the post office. While that is closed all of them wait, and it is
/// asked less and less often; one that it does not take now waits alone.
final class MailRounds {
    private static final Logger log = LoggerFactory.getLogger(MailRounds.class);
    private static final int AT_ONCE = 20;
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration CLOSED_FIRST = Duration.ofSeconds(5);
    private static final Duration CLOSED_LONGEST = Duration.ofMinutes(1);

    private final MailsRepository repository;
    private final PostOffice office;
    private final Map<String, MailWriter> writers;
    private final FieldEncryption encryption;
    private final JsonMapper json;
    private final Clock clock;

    /// Longer than an attempt can take.
    private final Duration taken;

    private Instant closedUntil = Instant.MIN;
    private Duration closedFor = CLOSED_FIRST;

    MailRounds(
            MailsRepository repository,
            PostOffice office,
            Map<String, MailWriter> writers,
            FieldEncryption encryption,
            JsonMapper json,
            Duration taken,
            Clock clock) {
        this.repository = repository;
        this.office = office;
        this.writers = writers;
        this.encryption = encryption;
        this.json = json;
        this.taken = taken;
        this.clock = clock;
    }

    /// One round.
    ///
    /// @return whether there may be more to bring at once
    boolean run() {
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return false;
        }
        List<Mail> due = repository.due(now, AT_ONCE);
        if (due.isEmpty()) {
            return false;
        }
        String closed = office.closedBecause();
        if (!closed.isEmpty()) {
            due.stream().filter(mail -> isOver(mail, now)).forEach(this::giveUp);
            closeFor(closed);
            return false;
        }
        closedFor = CLOSED_FIRST;
        for (Mail mail : due) {
            if (!bring(mail)) {
                return false;
            }
        }
        return due.size() == AT_ONCE;
    }

    /// @return false when the office takes no more
    private boolean bring(Mail mail) {
        Instant now = clock.instant();
        if (isOver(mail, now)) {
            giveUp(mail);
            return true;
        }
        if (!repository.take(mail, now.plus(taken))) {
            return true;
        }
        Letter letter = write(mail).orElse(null);
        if (letter == null) {
            repository.end(mail.id(), MailStatus.DROPPED, null);
            return true;
        }
        return isOpenAfter(mail, letter, office.take(mail, letter));
    }

    private Optional<Letter> write(Mail mail) {
        MailWriter writer = writers.get(mail.kind());
        if (writer == null) {
            throw new IllegalStateException("Nobody writes mails of the kind " + mail.kind());
        }
        Duration left = Duration.between(clock.instant(), mail.giveUpAt());
        return writer.write(new MailRequest(
                mail.id(), mail.attempts() + 1, mail.kind(), mail.to(), mail.language(), mail.facts(), left));
    }

    private boolean isOpenAfter(Mail mail, Letter letter, Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Taken() -> repository.sent(mail.id(), letter.subject(), null, now);
            case Outcome.Kept() -> repository.sent(mail.id(), letter.subject(), sealed(mail, letter), now);
            case Outcome.Refused(String reason) -> {
                log.info("The mail {} ({}) is refused: {}", mail.id(), mail.kind(), reason);
                repository.end(mail.id(), MailStatus.REFUSED, reason);
            }
            case Outcome.Delayed(String reason) ->
                repository.delay(mail.id(), now.plus(backoff(mail.attempts())), reason);
            case Outcome.Away(String reason) -> {
                repository.delay(mail.id(), now, reason);
                closeFor(reason);
                return false;
            }
        }
        return true;
    }

    private String sealed(Mail mail, Letter letter) {
        return encryption.encrypt(MailsSchema.NAME, mail.id(), MailsSchema.LETTER, json.writeValueAsString(letter));
    }

    /// The letter that was sealed; null when there is none.
    static @Nullable Letter opened(Mail mail, FieldEncryption encryption, JsonMapper json) {
        return mail.letter() == null
                ? null
                : json.readValue(
                        encryption.decrypt(MailsSchema.NAME, mail.id(), MailsSchema.LETTER, mail.letter()),
                        Letter.class);
    }

    private static Duration backoff(int before) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static boolean isOver(Mail mail, Instant now) {
        return !now.isBefore(mail.giveUpAt());
    }

    private void giveUp(Mail mail) {
        repository.end(mail.id(), MailStatus.EXPIRED, mail.error());
    }

    private void closeFor(String reason) {
        log.warn(
                "The mail server takes no mails; they wait, and it is asked again in {} s: {}",
                closedFor.toSeconds(),
                reason);
        closedUntil = clock.instant().plus(closedFor);
        Duration next = closedFor.multipliedBy(2);
        closedFor = next.compareTo(CLOSED_LONGEST) > 0 ? CLOSED_LONGEST : next;
    }
}
