package io.automedia.cli;

import com.mongodb.MongoTimeoutException;
import io.automedia.storage.DataFolderException;
import io.automedia.storage.MasterKeyException;
import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/// Says why a command failed in one sentence that tells what to do.
final class Failures {
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
            case PortInUseException port -> portInUse(port.getPort());
            case BindException bind ->
                "The address can't be used (" + bind.getMessage()
                        + "): set AUTOMEDIA_HOST and AUTOMEDIA_PORT to one that is free.";
            case MongoTimeoutException mongodb ->
                "MongoDB does not answer: check AUTOMEDIA_MONGODB_URI and that the server runs.";
            default -> null;
        };
    }

    static String portInUse(int port) {
        return "Port " + port
                + " is in use: stop what uses it, or choose another with AUTOMEDIA_PORT (0 = any free one).";
    }
}
