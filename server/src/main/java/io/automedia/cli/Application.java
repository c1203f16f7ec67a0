package io.automedia.cli;

import io.automedia.AutoMedia;
import io.automedia.storage.DataFolder;
import io.automedia.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts the application inside this process.
final class Application {
    private Application() {}

    /// Starts it with properties given as `--name=value`, and returns when it is ready.
    /// @param folder the data folder that these properties lead to
    static ConfigurableApplicationContext start(List<String> properties, Path folder) {
        requireWritable(folder);
        DataFolder.requireFree(folder);
        SpringApplication application = new SpringApplication(AutoMedia.class);
        // what the build found out about the beans is called after it
        application.setMainApplicationClass(AutoMedia.class);
        application.setLogStartupInfo(false);
        return application.run(properties.toArray(String[]::new));
    }

    /// Starts it on any free port of this machine, for one command.
    static ConfigurableApplicationContext startForOneCommand(Path folder) {
        List<String> properties = new ArrayList<>();
        properties.add("--automedia.port=0");
        properties.add("--automedia.host=127.0.0.1");
        // nobody else reaches it
        properties.add("--automedia.tls.certificate=");
        properties.add("--automedia.tls.key=");
        properties.add("--automedia.tls.keystore=");
        properties.add("--automedia.tls.http-port=");
        properties.add("--automedia.tls.challenges=");
        return start(properties, folder);
    }

    /// Fails with words before the log complains that it has no place.
    private static void requireWritable(Path folder) {
        try {
            if (Files.isWritable(Files.createDirectories(folder))) {
                return;
            }
        } catch (IOException noFolder) {
            // as bad as one that can't be written
        }
        throw new CommandFailure("The data folder " + folder
                + " can't be written: make it writable, or set AUTOMEDIA_DATA to another folder.");
    }

    /// Fails early and with words when TLS is configured and can't be spoken.
    static void requireCertificate(Settings settings) {
        if (settings.tls().isOn()) {
            ServerTls.report(settings.tls(), Clock.systemUTC().instant());
        }
    }

    /// Fails early and with words when the port is taken, before anything is started.
    static void requireFree(Settings settings) {
        int httpPort = Objects.requireNonNullElse(settings.tls().httpPort(), 0);
        if (httpPort != 0 && httpPort == settings.portNumber()) {
            throw new CommandFailure("AUTOMEDIA_TLS_HTTP_PORT and AUTOMEDIA_PORT are both " + httpPort
                    + ": one is for HTTP, the other for HTTPS, so choose two.");
        }
        requireFree(settings, settings.portNumber(), "AUTOMEDIA_PORT");
        requireFree(settings, httpPort, "AUTOMEDIA_TLS_HTTP_PORT");
    }

    private static void requireFree(Settings settings, int port, String setting) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), port));
        } catch (IOException busy) {
            throw new CommandFailure(
                    String.valueOf(busy.getMessage()).contains("Permission denied")
                            ? Failures.portRefused(port)
                            : Failures.portInUse(port, setting));
        }
    }
}
