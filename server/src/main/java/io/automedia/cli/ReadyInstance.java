package io.automedia.cli;

import com.mongodb.client.MongoDatabase;
import io.automedia.AutoMedia;
import io.automedia.sessions.Sessions;
import io.automedia.storage.DataFolder;
import io.automedia.storage.Stores;
import io.automedia.tls.CertificateTaken;
import io.automedia.tls.ServerCertificate;
import io.automedia.tls.ServerTls;
import io.automedia.users.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people and the command line that this instance is ready.
@Component
final class ReadyInstance implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReadyInstance.class);
    private static final String DEMO_PASSWORD = "demo-password";

    private final DataFolder folder;
    private final Stores stores;
    private final MongoDatabase database;
    private final Sessions sessions;
    private final Users users;
    private final ServerTls tls;
    private final WebServerApplicationContext context;
    private final boolean isDemo;
    private final boolean leftBehind;
    private volatile boolean isAnnounced;

    ReadyInstance(
            DataFolder folder,
            Stores stores,
            MongoDatabase database,
            Sessions sessions,
            Users users,
            ServerTls tls,
            WebServerApplicationContext context,
            @Value("${automedia.demo.enabled:false}") boolean isDemo) {
        this.folder = folder;
        this.stores = stores;
        this.database = database;
        this.sessions = sessions;
        this.users = users;
        this.tls = tls;
        this.context = context;
        this.isDemo = isDemo;
        this.leftBehind = removeFile();
    }

    String url() {
        WebServer server = Objects.requireNonNull(context.getWebServer(), "the web server has started");
        return tls.scheme() + "://localhost:" + server.getPort();
    }

    Instance describe() {
        return new Instance(
                url(),
                ProcessHandle.current().pid(),
                sessions.localToken(),
                stores.mongodbUri(),
                database.getName(),
                stores.redisUri(),
                tls.certificate().map(ServerCertificate::fingerprint).orElse(null));
    }

    /// Writes into the log what runs here, for who reads it later.
    @EventListener(ApplicationReadyEvent.class)
    void logStart() {
        if (leftBehind) {
            log.info("AutoMedia was not stopped in order last time; the store has recovered what was acknowledged");
        }
        log.info(
                "AutoMedia {} started at {} with MongoDB {} and Redis {}, data in {}",
                Optional.ofNullable(AutoMedia.class.getPackage().getImplementationVersion())
                        .orElse("from its classes"),
                url(),
                stores.mongodbIsEmbedded() ? "embedded" : "of its own server",
                stores.redisIsEmbedded() ? "embedded" : "of its own server",
                folder.path());
    }

    @EventListener(ContextClosedEvent.class)
    void logEnd() {
        log.info("AutoMedia is stopping");
    }

    /// Writes `instance.json` and prints the line that says where to go, and how one becomes administrator
    /// where there is none.
    void announce() {
        isAnnounced = true;
        write();
        System.out.println("AutoMedia is ready at " + url());
        if (!isDemo && users.firstAdmin().isEmpty()) {
            System.out.println("There is no administrator yet: register at " + url()
                    + "/register, then run ./automedia user create-admin --unconfirmed with your address.");
        }
        System.out.flush();
    }

    private synchronized void write() {
        folder.writePrivately(Instance.FILE, describe().toJson());
    }

    /// The command line trusts the certificate that it finds there, and no other.
    @EventListener
    void write(CertificateTaken taken) {
        if (isAnnounced) {
            write();
        }
    }

    /// The demo account's password: made at the first demo on this data folder, kept in it for the next ones.
    String demoPassword() {
        Path file = folder.path().resolve(DEMO_PASSWORD);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[9];
                new SecureRandom().nextBytes(random);
                folder.writePrivately(
                        DEMO_PASSWORD, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// @return whether it was there
    private boolean removeFile() {
        try {
            return Files.deleteIfExists(folder.path().resolve(Instance.FILE));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void destroy() {
        removeFile();
    }
}
