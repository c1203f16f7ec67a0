package io.automedia.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// A mail server.
final class SmtpOffice implements PostOffice {
    private static final int PERMANENT = 500;

    private final JavaMailSenderImpl sender;
    private final String from;

    SmtpOffice(MailProperties properties) {
        this.from = Objects.requireNonNull(properties.from());
        this.sender = new JavaMailSenderImpl();
        sender.setHost(properties.host());
        sender.setPort(properties.port());
        sender.setUsername(properties.user());
        sender.setPassword(properties.password());
        sender.setDefaultEncoding("UTF-8");
        sender.setJavaMailProperties(settings(properties));
    }

    private static Properties settings(MailProperties properties) {
        String patience = Long.toString(properties.timeout().toMillis());
        boolean isTls = properties.security() == MailProperties.Security.TLS;
        boolean becomesTls = properties.security() == MailProperties.Security.STARTTLS;
        Properties settings = new Properties();
        settings.put("mail.smtp.connectiontimeout", patience);
        settings.put("mail.smtp.timeout", patience);
        settings.put("mail.smtp.writetimeout", patience);
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.auth", Boolean.toString(properties.user() != null));
        settings.put("mail.smtp.ssl.enable", Boolean.toString(isTls));
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.starttls.enable", Boolean.toString(becomesTls));
        settings.put("mail.smtp.starttls.required", Boolean.toString(becomesTls));
        settings.put("mail.mime.allowutf8", "true");
        return settings;
    }

    @Override
    public boolean delivers() {
        return true;
    }

    @Override
    public String closedBecause() {
        try {
            sender.testConnection();
            return "";
        } catch (MessagingException closed) {
            return closed.toString();
        }
    }

    @Override
    public Outcome take(Mail mail, Letter letter) {
        MimeMessage message;
        try {
            message = MailMessages.fill(sender.createMimeMessage(), mail, letter, from);
        } catch (MessagingException noAddress) {
            return new Outcome.Refused(noAddress.toString());
        }
        try {
            sender.send(message);
            return new Outcome.Taken();
        } catch (MailSendException failed) {
            return outcome(failed);
        } catch (MailException failed) {
            return new Outcome.Away(reason(failed));
        }
    }

    /// Spring names the mail that failed. It names none when only the farewell failed: the server had taken it. That
    /// there was no connection it tells as the mail's failure and as its own cause.
    private static Outcome outcome(MailSendException failed) {
        Exception[] ofMails = failed.getMessageExceptions();
        if (ofMails.length == 0) {
            return new Outcome.Taken();
        }
        return ofMails[0].equals(failed.getCause()) ? new Outcome.Away(reason(failed)) : ofTheMail(ofMails[0]);
    }

    /// What a server said of one mail: for good when it says so of the address or of the whole. The
    /// last of the chained exceptions has its words.
    private static Outcome ofTheMail(Exception failed) {
        Exception last = failed;
        for (Exception one = failed; one != null; one = next(one)) {
            last = one;
            int code = switch (one) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSendFailedException whole -> whole.getReturnCode();
                default -> 0;
            };
            if (code >= PERMANENT) {
                return new Outcome.Refused(reason(one));
            }
        }
        return new Outcome.Delayed(reason(last));
    }

    private static @Nullable Exception next(Exception failed) {
        return failed instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static String reason(Exception failed) {
        return String.valueOf(failed.getMessage()).strip();
    }
}
