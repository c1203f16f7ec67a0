package io.automedia.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.automedia.shared.PageRequest;
import io.automedia.storage.DataFolder;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Bound;
import io.automedia.testing.DeafPort;
import io.automedia.testing.SettableClock;
import io.automedia.testing.Together;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Mails on their way, in a database of their own: to a mail server, to one that is away or refuses, to the folder.
@AutoMediaTest
class MailRoundsTests {
    private static final Duration TAKEN = Duration.ofMinutes(2);

    private final SettableClock clock = SettableClock.atNoon();
    private final MongoDatabase database;
    private final MailsRepository repository;
    private final FieldEncryption encryption;
    private final DataFolder data;
    private final JsonMapper json;
    private final Writer writer = new Writer();
    private @Nullable GreenMail server;

    MailRoundsTests(
            MongoClient client,
            MongoDatabase application,
            InstalledSchema installed,
            FieldEncryption encryption,
            DataFolder data,
            JsonMapper json) {
        this.database = client.getDatabase("mails-" + new ObjectId()).withCodecRegistry(application.getCodecRegistry());
        this.repository = new MailsRepository(database, installed);
        this.encryption = encryption;
        this.data = data;
        this.json = json;
    }

    @AfterEach
    void end() {
        database.drop();
        if (server != null) {
            server.stop();
        }
    }

    /// Writes a letter with a number, which is another one each time.
    private static final class Writer implements MailWriter {
        private int written;

        @Override
        public Set<String> kinds() {
            return Set.of("greeting", "nothing");
        }

        @Override
        public synchronized Optional<Letter> write(MailRequest request) {
            written++;
            return request.kind().equals("nothing")
                    ? Optional.empty()
                    : Optional.of(new Letter(
                            "你好 <b>",
                            List.of("Dear <" + request.to() + ">"),
                            new Letter.Action(
                                    "Open", URI.create("https://media.example.org/reset?token=secret" + written)),
                            List.of("It is good for 30 minutes.")));
        }
    }

    @Test
    void a_mail_goes_out_as_text_and_as_a_page_and_its_words_are_kept_nowhere() throws Exception {
        Mail mail = queue("greeting", "ada@example.org", Duration.ofHours(2));

        rounds(smtp(start(0))).run();

        MimeMessage received = one();
        assertThat(received.getSubject()).isEqualTo("你好 <b>");
        assertThat(received.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.org");
        assertThat(received.getFrom()).extracting(Object::toString).containsExactly("media@example.org");
        assertThat(received.getHeader("Message-ID"))
                .as("another for each attempt, since each brings a link of its own")
                .containsExactly("<" + mail.id().toHexString() + "." + mail.attempts() + "@example.org>");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("Dear <ada@example.org>", "https://media.example.org/reset?token=secret1");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains(
                        "Dear &lt;ada@example.org&gt;",
                        "<a href=\"https://media.example.org/reset?token=secret1\">Open</a>")
                .doesNotContain("<b>");
        assertThat(found(mail).status()).isEqualTo(MailStatus.SENT);
        assertThat(stored()).doesNotContain("secret", "Dear").contains("你好");
    }

    @Test
    void while_the_server_is_away_all_wait_and_nothing_is_written_and_then_they_go_out() throws Exception {
        DeafPort port = new DeafPort();
        MailRounds rounds = rounds(smtp(port.number()));
        Mail first = queue("greeting", "ada@example.org", Duration.ofHours(2));
        Mail second = queue("greeting", "bob@example.org", Duration.ofHours(2));

        assertThat(rounds.run()).isFalse();

        assertThat(List.of(found(first), found(second)))
                .extracting(Mail::status, Mail::attempts)
                .containsOnly(tuple(MailStatus.WAITING, 0));
        assertThat(writer.written).isZero();
        port.close();
        start(port.number());
        assertThat(rounds.run()).as("it is not asked again at once").isFalse();
        assertThat(found(first).status()).isEqualTo(MailStatus.WAITING);
        clock.advance(Duration.ofSeconds(6));
        rounds.run();
        assertThat(List.of(found(first), found(second)))
                .extracting(Mail::status)
                .containsOnly(MailStatus.SENT);
    }

    @Test
    void one_that_was_taken_is_not_sent_again_when_only_the_farewell_fails() throws Exception {
        try (ScriptedMailServer scripted = new ScriptedMailServer()) {
            MailRounds rounds = rounds(smtp(scripted.port()));
            Mail mail = queue("greeting", "rude@example.org", Duration.ofHours(2));

            rounds.run();
            clock.advance(Duration.ofMinutes(10));
            rounds.run();

            assertThat(found(mail).status()).isEqualTo(MailStatus.SENT);
            assertThat(scripted.taken()).containsExactly("rude@example.org");
        }
    }

    @Test
    void one_that_is_refused_holds_up_no_other_and_one_that_is_put_off_comes_again() throws Exception {
        try (ScriptedMailServer scripted = new ScriptedMailServer()) {
            MailRounds rounds = rounds(smtp(scripted.port()));
            Mail never = queue("greeting", "never@example.org", Duration.ofHours(2));
            Mail later = queue("greeting", "later@example.org", Duration.ofHours(2));
            Mail ada = queue("greeting", "ada@example.org", Duration.ofHours(2));

            rounds.run();

            assertThat(scripted.taken()).containsExactly("ada@example.org");
            assertThat(found(ada).status()).isEqualTo(MailStatus.SENT);
            assertThat(found(never).status()).isEqualTo(MailStatus.REFUSED);
            assertThat(found(never).error()).contains("no such person");
            assertThat(found(later).status()).isEqualTo(MailStatus.WAITING);
            assertThat(found(later).error()).contains("come back later");
            assertThat(found(later).dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
            clock.advance(Duration.ofMinutes(1));
            rounds.run();
            assertThat(found(later).dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
            clock.advance(Duration.ofHours(2));
            rounds.run();
            assertThat(found(later).status()).isEqualTo(MailStatus.EXPIRED);
        }
    }

    @Test
    void what_is_no_address_is_refused_without_asking_anybody() throws Exception {
        Mail mail = queue("greeting", "a b@example.org", Duration.ofHours(2));

        rounds(smtp(start(0))).run();

        assertThat(found(mail).status()).isEqualTo(MailStatus.REFUSED);
    }

    @Test
    void of_a_mail_that_has_nothing_to_say_any_more_nobody_hears() throws Exception {
        Mail mail = queue("nothing", "ada@example.org", Duration.ofHours(2));

        rounds(smtp(start(0))).run();

        assertThat(found(mail).status()).isEqualTo(MailStatus.DROPPED);
        assertThat(Objects.requireNonNull(server).getReceivedMessages()).isEmpty();
    }

    @Test
    void several_nodes_send_each_mail_once_and_one_that_died_with_it_is_followed() throws Exception {
        int port = start(0);
        for (int number = 0; number < 10; number++) {
            queue("greeting", "person" + number + "@example.org", Duration.ofHours(2));
        }
        Mail left = queue("greeting", "left@example.org", Duration.ofHours(2));
        assertThat(repository.take(left, clock.instant().plus(TAKEN))).isTrue();

        Together.call(4, () -> rounds(smtp(port)).run());

        assertThat(Objects.requireNonNull(server).getReceivedMessages()).hasSize(10);
        clock.advance(TAKEN);
        rounds(smtp(port)).run();
        assertThat(found(left).status()).isEqualTo(MailStatus.SENT);
    }

    @Test
    void without_a_server_mails_lie_in_the_folder_and_encrypted_in_the_store() throws Exception {
        Mail mail = queue("greeting", "ada@example.org", Duration.ofHours(2));

        rounds(new FolderOffice(data)).run();

        Mail kept = found(mail);
        assertThat(kept.status()).isEqualTo(MailStatus.KEPT);
        assertThat(stored()).doesNotContain("secret", "Dear");
        Letter letter = Objects.requireNonNull(MailRounds.opened(kept, encryption, json));
        assertThat(letter.paragraphs()).containsExactly("Dear <ada@example.org>");
        Path file = data.path().resolve(FolderOffice.FOLDER).resolve(mail.id().toHexString() + ".eml");
        assertThat(Files.readString(file)).contains("To: ada@example.org", "token=3Dsecret1");
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .extracting(Enum::name)
                .allMatch(name -> name.startsWith("OWNER"));
    }

    @Test
    void the_folder_keeps_the_newest() throws Exception {
        FolderOffice folder = new FolderOffice(data);
        Letter letter = new Letter("Hello", List.of(), null, List.of());
        Mail first = queue("greeting", "ada@example.org", Duration.ofHours(2));
        for (int number = 0; number <= FolderOffice.MOST; number++) {
            Mail next = number == 0 ? first : mail("greeting", "ada@example.org", Duration.ofHours(2));
            assertThat(folder.take(next, letter)).isEqualTo(new Outcome.Kept());
        }
        try (Stream<Path> files = Files.list(data.path().resolve(FolderOffice.FOLDER))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .hasSize(FolderOffice.MOST)
                    .doesNotContain(first.id().toHexString() + ".eml");
        }
    }

    @Test
    void nothing_that_ends_a_line_gets_into_a_header() {
        for (String bad : List.of("ada@example.org\r\nBcc: eve@example.org", "ada@example.org\nX: y", "a\u0000@b.c")) {
            assertThat(catchThrowable(() -> new MailRequest("greeting", bad, "en", Map.of(), Duration.ofHours(1))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(catchThrowable(() -> new Letter(bad, List.of(), null, List.of())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Mail queue(String kind, String to, Duration goodFor) {
        Mail mail = mail(kind, to, goodFor);
        repository.add(mail);
        return mail;
    }

    private Mail mail(String kind, String to, Duration goodFor) {
        return new Mail(
                new ObjectId(),
                kind,
                to,
                "en",
                Map.of(),
                MailStatus.WAITING,
                0,
                clock.instant(),
                clock.instant().plus(goodFor),
                null,
                null,
                null,
                clock.instant(),
                null,
                clock.instant().plus(goodFor).plus(Duration.ofDays(7)));
    }

    private MailRounds rounds(PostOffice office) {
        return new MailRounds(
                repository, office, Map.of("greeting", writer, "nothing", writer), encryption, json, TAKEN, clock);
    }

    private static SmtpOffice smtp(int port) {
        return new SmtpOffice(Bound.to(
                MailProperties.class,
                "automedia.mail.host=127.0.0.1",
                "automedia.mail.port=" + port,
                "automedia.mail.security=none",
                "automedia.mail.timeout=1m",
                "automedia.mail.from=media@example.org"));
    }

    /// @param port 0 for any
    private int start(int port) {
        GreenMail started = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.start();
        server = started;
        return started.getSmtp().getPort();
    }

    private MimeMessage one() {
        MimeMessage[] received = Objects.requireNonNull(server).getReceivedMessages();
        assertThat(Arrays.asList(received)).hasSize(1);
        return received[0];
    }

    private Mail found(Mail mail) {
        return Objects.requireNonNull(repository.byId(mail.id()));
    }

    private String stored() {
        return repository.all(PageRequest.first(100)).items().size()
                + database.getCollection(MailsSchema.NAME, Document.class)
                        .find()
                        .map(Document::toJson)
                        .into(new ArrayList<>())
                        .toString();
    }
}
