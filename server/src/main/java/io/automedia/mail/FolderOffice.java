package io.automedia.mail;

import io.automedia.storage.DataFolder;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// The log folder, where no mail server is configured: `logs/mails/….eml`, which only its owner can
/// read. The newest two hundred are kept.
final class FolderOffice implements PostOffice {
    static final int MOST = 200;
    static final String FOLDER = "logs/mails";
    private static final String NOBODY = "automedia@localhost";

    private final DataFolder data;
    private final JavaMailSenderImpl blanks = new JavaMailSenderImpl();

    FolderOffice(DataFolder data) {
        this.data = data;
    }

    @Override
    public boolean delivers() {
        return false;
    }

    @Override
    public String closedBecause() {
        return "";
    }

    @Override
    public Outcome take(Mail mail, Letter letter) {
        try {
            MimeMessage message = MailMessages.fill(blanks.createMimeMessage(), mail, letter, NOBODY);
            Path folder = data.directory(FOLDER);
            try (OutputStream file =
                    Files.newOutputStream(folder.resolve(mail.id().toHexString() + ".eml"))) {
                message.writeTo(file);
            }
            removeOldest(folder);
            return new Outcome.Kept();
        } catch (MessagingException noAddress) {
            return new Outcome.Refused(noAddress.toString());
        } catch (IOException disk) {
            return new Outcome.Delayed(disk.toString());
        }
    }

    /// Their names begin with the time at which they were wanted.
    private static void removeOldest(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - MOST))) {
            Files.deleteIfExists(old);
        }
    }
}
