package io.automedia.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/// Puts letters into the form of mails: as text and as a simple page.
final class MailMessages {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MailMessages() {}

    /// Fills in a mail.
    ///
    /// @throws MessagingException when an address can't stand in one
    static MimeMessage fill(MimeMessage message, Mail mail, Letter letter, String from) throws MessagingException {
        InternetAddress sender = address(from);
        message.setFrom(sender);
        message.setRecipient(MimeMessage.RecipientType.TO, address(mail.to()));
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(mail.createdAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(text(letter), UTF_8);
        MimeBodyPart page = new MimeBodyPart();
        page.setText(html(letter, mail.language()), UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, page));
        message.saveChanges();
        // the same at each attempt, so that one which arrives twice is shown once
        message.setHeader(
                "Message-ID", "<" + mail.id().toHexString() + "." + mail.attempts() + "@" + domain(sender) + ">");
        return message;
    }

    private static InternetAddress address(String text) throws MessagingException {
        InternetAddress address = new InternetAddress();
        address.setAddress(text);
        address.validate();
        return address;
    }

    private static String domain(InternetAddress sender) {
        return sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
    }

    /// The letter as text.
    static String text(Letter letter) {
        List<String> parts = new ArrayList<>(letter.paragraphs());
        if (letter.action() != null) {
            parts.add(letter.action().label() + ":\n" + letter.action().address());
        }
        parts.addAll(letter.notes());
        return String.join("\n\n", parts) + "\n";
    }

    private static String html(Letter letter, String language) {
        Letter.Action action = letter.action();
        String link = action == null
                ? ""
                : "<p><a href=\"" + escaped(action.address().toString()) + "\">" + escaped(action.label()) + "</a></p>"
                        + "<p><small>" + escaped(action.address().toString()) + "</small></p>";
        return "<!DOCTYPE html><html lang=\"" + escaped(language) + "\"><head><meta charset=\"utf-8\"><title>"
                + escaped(letter.subject()) + "</title></head><body>" + paragraphs(letter.paragraphs(), "")
                + link + paragraphs(letter.notes(), "small") + "</body></html>";
    }

    private static String paragraphs(List<String> paragraphs, String in) {
        String open = in.isEmpty() ? "<p>" : "<p><" + in + ">";
        String close = in.isEmpty() ? "</p>" : "</" + in + "></p>";
        return paragraphs.stream().map(text -> open + escaped(text) + close).collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, UTF_8);
    }
}
