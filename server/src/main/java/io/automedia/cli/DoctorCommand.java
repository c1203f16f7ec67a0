package io.automedia.cli;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import io.automedia.storage.ServerFeatures;
import io.automedia.tls.ServerTls;
import io.automedia.tls.TlsException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `automedia doctor`: what is configured, reachable, missing. Ends with 1 when something keeps
/// AutoMedia from starting.
@Command(name = "doctor", description = "Says what is configured, reachable and missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 3;

    /// Until the first word of a server, or of what is wrong with it: on a busy machine this takes
    /// longer than all the rest.
    private static final int FIRST_WORD_SECONDS = 10;

    private static final long LITTLE_SPACE = 2L << 30;

    private boolean wrong;

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.read(List.of());
        Optional<Instance> instance = Instance.running(settings.data());
        good("Java", Runtime.version() + " at " + System.getProperty("java.home"));
        dataFolder(settings.data());
        if (instance.isPresent()) {
            good(
                    "Instance",
                    "runs at " + instance.get().url() + ", process "
                            + instance.get().pid());
        } else {
            port(settings);
        }
        tls(settings);
        mongodb(instance.map(Instance::mongodbUri).orElse(settings.mongodbUri()), settings.mongodbUri() == null);
        redis(instance.map(Instance::redisUri).orElse(settings.redisUri()), settings.redisUri() == null);
        return wrong ? 1 : 0;
    }

    private void dataFolder(Path folder) throws IOException {
        Path existing = nearestExisting(folder);
        if (!Files.isDirectory(existing)) {
            bad("Data folder", folder + " can't be made, " + existing + " is a file: set AUTOMEDIA_DATA to a folder.");
            return;
        }
        if (!Files.isWritable(existing)) {
            bad("Data folder", folder + " can't be written: make it writable, or set AUTOMEDIA_DATA.");
            return;
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        String space = String.format(Locale.ROOT, "%s, %.1f GB free", folder, free / 1e9);
        if (free < LITTLE_SPACE) {
            bad("Data folder", space + ": less than 2 GB is too little to work with.");
        } else {
            good("Data folder", space);
        }
    }

    private static Path nearestExisting(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : nearestExisting(parent);
    }

    private void port(Settings settings) {
        try {
            Application.requireFree(settings);
            good("Port", settings.host() + ":" + settings.port() + " is free");
        } catch (CommandFailure busy) {
            bad("Port", String.valueOf(busy.getMessage()));
        }
    }

    private void tls(Settings settings) {
        if (!settings.tls().isOn()) {
            good("TLS", "not spoken here: HTTP only (automedia.tls.certificate)");
            return;
        }
        try {
            ServerTls.Report report =
                    ServerTls.report(settings.tls(), Clock.systemUTC().instant());
            good("TLS", String.join(" and ", settings.tls().protocols()) + " with the " + report.certificate());
            report.complaint().ifPresent(complaint -> note("TLS", complaint));
        } catch (TlsException unusable) {
            bad("TLS", String.valueOf(unusable.getMessage()));
        }
    }

    private void mongodb(@Nullable String uri, boolean embedded) {
        if (uri == null) {
            good("MongoDB", "embedded, starts with AutoMedia");
            return;
        }
        FirstWord word = new FirstWord();
        try (MongoClient mongodb = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .addClusterListener(word))
                .build())) {
            word.await();
            ServerFeatures features = ServerFeatures.of(mongodb.getDatabase("automedia"));
            good("MongoDB", (embedded ? "embedded, " : "") + "version " + features.version());
            feature("validators", features.validators(), "checked by the application alone");
            feature("TTL indexes", features.ttlIndexes(), "what expired is swept by the application alone");
            feature("text indexes", features.textIndexes(), "the application has its own search");
            feature("2dsphere indexes", features.geoIndexes(), "the application finds places without");
            feature("transactions", features.transactions(), "not needed");
        } catch (MongoException failure) {
            bad("MongoDB", Failures.mongodb(failure));
        } catch (IllegalArgumentException noAddress) {
            bad("MongoDB", "has no address that can be read, set AUTOMEDIA_MONGODB_URI: " + noAddress.getMessage());
        }
    }

    /// Of a server: that it is there, or why it can't be reached.
    private static final class FirstWord implements ClusterListener {
        private final CountDownLatch said = new CountDownLatch(1);

        @Override
        public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
            if (event.getNewDescription().getServerDescriptions().stream()
                    .anyMatch(server -> server.isOk() || server.getException() != null)) {
                said.countDown();
            }
        }

        void await() {
            try {
                var _ = said.await(FIRST_WORD_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void redis(@Nullable String uri, boolean embedded) {
        if (uri == null) {
            good("Redis", "embedded, starts with AutoMedia");
            return;
        }
        try (RedisClient redis = RedisClient.create(patient(uri));
                StatefulRedisConnection<String, String> connection = redis.connect()) {
            String version = connection
                    .sync()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> line.substring("redis_version:".length()))
                    .findFirst()
                    .orElse("unknown");
            good("Redis", (embedded ? "embedded, " : "") + "version " + version);
        } catch (RedisException failure) {
            bad("Redis", Failures.redis(failure));
        } catch (IllegalArgumentException noAddress) {
            bad("Redis", "has no address that can be read, set AUTOMEDIA_REDIS_URI: " + noAddress.getMessage());
        }
    }

    private static RedisURI patient(String uri) {
        RedisURI address = RedisURI.create(uri);
        address.setTimeout(Duration.ofSeconds(FIRST_WORD_SECONDS));
        return address;
    }

    private void feature(String name, boolean there, String otherwise) {
        System.out.println("             " + name + ": " + (there ? "yes" : "no, " + otherwise));
    }

    private void good(String what, String state) {
        System.out.printf("ok    %-12s %s%n", what, state);
    }

    /// What keeps nothing from starting, and still is to be seen to.
    private void note(String what, String state) {
        System.out.printf("NOTE  %-12s %s%n", what, state);
    }

    private void bad(String what, String state) {
        wrong = true;
        System.out.printf("WRONG %-12s %s%n", what, state);
    }
}
