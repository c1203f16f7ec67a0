package io.automedia.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How mails go out.
///
/// @param host the mail server; null: none, mails are kept for the administrator
/// @param user null when it asks for none
/// @param from the sender's address
/// @param timeout how long the server may say nothing
/// @param keep how long is known what became of a mail
@ConfigurationProperties("automedia.mail")
record MailProperties(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("starttls") Security security,
        @Nullable String from,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("7d") Duration keep) {
    MailProperties {
        host = host == null || host.isBlank() ? null : host.strip();
        user = user == null || user.isBlank() ? null : user.strip();
        if (host != null && !isAddress(from)) {
            throw new IllegalArgumentException(
                    "automedia.mail.from must be the address that mails come from when automedia.mail.host is set");
        }
        if (port < 1 || port > 65_535 || timeout.toMillis() < 100 || keep.toMinutes() < 1) {
            throw new IllegalArgumentException(
                    "automedia.mail: port must be between 1 and 65535, timeout at least 100ms, keep at least 1m");
        }
    }

    private static boolean isAddress(@Nullable String from) {
        if (from == null) {
            return false;
        }
        try {
            new InternetAddress(from, true).validate();
            return from.indexOf('@') > 0;
        } catch (AddressException none) {
            return false;
        }
    }

    /// How the way to the mail server is kept private.
    enum Security {
        /// It begins in the open and must become TLS before anything is said.
        STARTTLS,
        /// TLS from the beginning.
        TLS,
        /// Not at all: for a server on the same machine.
        NONE
    }

    @Override
    public String toString() {
        return "MailProperties[" + host + "]";
    }

    /// Where people reach this instance.
    ///
    /// @param publicUrl null: on this machine only
    @ConfigurationProperties("automedia")
    record Reached(@Nullable URI publicUrl) {
        Reached {
            if (publicUrl != null && !isBase(publicUrl)) {
                throw new IllegalArgumentException("automedia.public-url must be the address at which people open"
                        + " AutoMedia, such as https://media.example.org");
            }
        }

        private static boolean isBase(URI address) {
            String path = address.getPath();
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && (path == null || path.isEmpty() || path.equals("/"));
        }
    }
}
