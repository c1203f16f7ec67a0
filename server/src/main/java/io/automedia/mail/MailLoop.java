package io.automedia.mail;

import io.automedia.storage.DataFolder;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Has one node at a time bring the mails to where they go.
@Component
@EnableConfigurationProperties({MailProperties.class, MailProperties.Reached.class})
final class MailLoop implements SmartLifecycle {
    private static final Duration IDLE = Duration.ofSeconds(5);

    /// To connect, to say each of a few lines, and to hand the text over.
    private static final int STEPS = 12;

    private final MailsRepository repository;
    private final ObjectProvider<MailWriter> writers;
    private final FieldEncryption encryption;
    private final MailProperties properties;
    private final JsonMapper json;
    private final Leases leases;
    private final Clock clock;
    private final PostOffice office;
    private volatile @Nullable LeasedLoop loop;

    MailLoop(
            MailsRepository repository,
            ObjectProvider<MailWriter> writers,
            FieldEncryption encryption,
            MailProperties properties,
            DataFolder data,
            JsonMapper json,
            Leases leases,
            Clock clock) {
        this.repository = repository;
        this.writers = writers;
        this.encryption = encryption;
        this.properties = properties;
        this.json = json;
        this.leases = leases;
        this.clock = clock;
        this.office = properties.host() == null ? new FolderOffice(data) : new SmtpOffice(properties);
    }

    /// Whether people get what is sent.
    boolean delivers() {
        return office.delivers();
    }

    /// There is a mail to send.
    void hint() {
        LeasedLoop running = loop;
        if (running != null) {
            running.hint();
        }
    }

    @Override
    public void start() {
        Map<String, MailWriter> byKind = new HashMap<>();
        writers.forEach(writer -> writer.kinds().forEach(kind -> byKind.put(kind, writer)));
        Duration taken = properties.timeout().multipliedBy(STEPS);
        MailRounds rounds = new MailRounds(repository, office, byKind, encryption, json, taken, clock);
        LeasedLoop next = new LeasedLoop(leases, "mails", IDLE, rounds::run);
        next.start();
        loop = next;
    }

    @Override
    public void stop() {
        LeasedLoop running = loop;
        loop = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
