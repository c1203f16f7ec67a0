package io.automedia.cli;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import io.automedia.storage.DataFolderException;
import io.automedia.storage.DuplicatesException;
import io.automedia.storage.MasterKeyException;
import io.automedia.tls.TlsException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.net.BindException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/// Says why a command failed in one sentence that tells what to do.
final class Failures {
    /// How MongoDB answers who has not signed in.
    private static final int UNAUTHORIZED = 13;

    private static final String UNTRUSTED =
            "shows a certificate that is not trusted: docs/operations.md tells how to trust its authority.";

    private Failures() {}

    static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private static @Nullable String known(Throwable cause) {
        return switch (cause) {
            case CommandFailure failure -> failure.getMessage();
            case DataFolderException folder -> folder.getMessage();
            case MasterKeyException key -> key.getMessage();
            case TlsException tls -> tls.getMessage();
            case DuplicatesException duplicates -> duplicates.getMessage();
            case PortInUseException port -> portInUse(port.getPort(), "AUTOMEDIA_PORT");
            case BindException bind ->
                "The address can't be used (" + bind.getMessage()
                        + "): set AUTOMEDIA_HOST and AUTOMEDIA_PORT to one that is free.";
            case MongoTimeoutException away -> "MongoDB " + mongodb(away);
            case MongoSecurityException refusal -> "MongoDB " + mongodb(refusal);
            case RedisConnectionException failure -> "Redis " + redis(failure);
            case org.springframework.boot.context.properties.bind.BindException setting -> refused(setting);
            default -> null;
        };
    }

    /// Why MongoDB can't be used, without its name before it.
    static String mongodb(MongoException failure) {
        if (isUntrusted(String.valueOf(failure.getMessage()))) {
            return UNTRUSTED;
        }
        return failure instanceof MongoSecurityException || failure.getCode() == UNAUTHORIZED
                ? "refuses the user or the password: check those in AUTOMEDIA_MONGODB_URI."
                : "does not answer: check AUTOMEDIA_MONGODB_URI and that the server runs.";
    }

    /// Drivers tell of what went wrong below them by its name only.
    private static boolean isUntrusted(String message) {
        return message.contains("SSLHandshakeException") || message.contains("CertificateException");
    }

    /// Why Redis can't be used, without its name before it.
    static String redis(RedisException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisCommandExecutionException refusal && isOfCredentials(refusal)) {
                return "refuses the user or the password: check those in AUTOMEDIA_REDIS_URI.";
            }
            if (cause instanceof SSLException && isUntrusted(cause.toString())) {
                return UNTRUSTED;
            }
        }
        return "does not answer: check AUTOMEDIA_REDIS_URI and that the server runs.";
    }

    /// `WRONGPASS …`, `NOAUTH …`, `ERR AUTH …` and, of old servers, `ERR invalid password`.
    private static boolean isOfCredentials(RedisCommandExecutionException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return message.contains("PASS") || message.contains("AUTH") || message.contains("password");
    }

    /// Names the setting, as a variable too, and what it takes.
    private static @Nullable String refused(org.springframework.boot.context.properties.bind.BindException failure) {
        ConfigurationProperty property = failure.getProperty();
        Class<?> wanted = failure.getTarget().getType().resolve();
        if (property == null || wanted == null) {
            return null;
        }
        String name = failure.getName().toString();
        String variable = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        return variable + " (" + name + ") can't be '" + property.getValue() + "': it takes "
                + form(ClassUtils.resolvePrimitiveIfNecessary(wanted)) + ".";
    }

    private static String form(Class<?> wanted) {
        if (wanted == DataSize.class) {
            return "a size such as 448MB";
        }
        if (wanted == Duration.class) {
            return "a time such as 30s, 5m or 2h";
        }
        if (wanted == Boolean.class) {
            return "true or false";
        }
        if (wanted == Integer.class || wanted == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(wanted)) {
            return "a number";
        }
        return "something else, which docs/configuration.md shows";
    }

    static String portRefused(int port) {
        return "Port " + port + " is one that this user may not open: choose one from 1024 on, or let the system pass"
                + " it on to such a one (docs/operations.md shows how).";
    }

    static String portInUse(int port, String setting) {
        return "Port " + port + " is in use: stop what uses it, or choose another with " + setting
                + " (0 = any free one).";
    }
}
