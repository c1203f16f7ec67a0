package io.automedia.tls;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The certificate that this server shows. Its files are looked at again and again, and what is new and
/// whole is taken: connections that are open keep theirs, new ones get the new one. What can't be used
/// changes nothing.
///
/// Spring Boot's own watching isn't used: it is told by the file system, which tells nothing on network
/// drives, and unless told otherwise takes a certificate whose key does not fit.
@Component
@EnableConfigurationProperties(TlsProperties.class)
public final class ServerTls {
    static final String BUNDLE = "automedia-server";
    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
    private static final Duration BETWEEN_REMINDERS = Duration.ofDays(1);

    private final TlsProperties properties;
    private final SslBundleRegistry bundles;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String password;
    private final Lock looking = new ReentrantLock();
    private volatile @Nullable ServerCertificate current;
    private String taken = "";
    private String refused = "";
    private boolean isTold;
    private Instant reminded = Instant.EPOCH;

    /// @throws TlsException when TLS is configured and can't be spoken
    ServerTls(TlsProperties properties, SslBundleRegistry bundles, ApplicationEventPublisher events, Clock clock) {
        this.properties = properties;
        this.bundles = bundles;
        this.events = events;
        this.clock = clock;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
        if (properties.isOn()) {
            CertificateFiles files = CertificateFiles.read(properties);
            ServerCertificate first = files.certificate();
            bundles.registerBundle(BUNDLE, bundle(first));
            current = first;
            taken = files.digest();
            log.info("HTTPS with the {}", first);
            remind(first);
        }
    }

    /// Whether this server speaks TLS itself.
    public boolean isOn() {
        return properties.isOn();
    }

    /// `https`, or `http` without TLS.
    public String scheme() {
        return properties.scheme();
    }

    /// The certificate that new connections get; none without TLS.
    public Optional<ServerCertificate> certificate() {
        return Optional.ofNullable(current);
    }

    /// What is said about the certificate of these settings: each line is something to see to.
    ///
    /// @throws TlsException when it can't be used
    public static Report report(TlsProperties properties, Instant now) {
        ServerCertificate certificate = CertificateFiles.read(properties).certificate();
        return new Report(certificate, Optional.ofNullable(complaint(certificate, now)));
    }

    /// A certificate that can be used.
    ///
    /// @param complaint what people will find wrong with it, or soon will
    public record Report(ServerCertificate certificate, Optional<String> complaint) {}

    /// Each time on a thread of its own: files may lie where it takes long to read them.
    @Scheduled(fixedRateString = "${automedia.tls.reload-every:10s}")
    void look() {
        ServerCertificate before = current;
        if (before != null && looking.tryLock()) {
            try {
                look(before);
            } finally {
                looking.unlock();
            }
        }
    }

    private void look(ServerCertificate before) {
        String seen = "";
        try {
            CertificateFiles files = CertificateFiles.read(properties);
            seen = files.digest();
            if (!seen.equals(taken)) {
                take(files.certificate(), before);
                taken = seen;
            }
            refused = "";
        } catch (TlsException unusable) {
            refuse(seen + unusable.getMessage(), before, unusable);
        }
        remind(Objects.requireNonNull(current));
    }

    private void take(ServerCertificate next, ServerCertificate before) {
        Instant now = clock.instant();
        if (!isValid(next, now) && isValid(before, now)) {
            throw new TlsException(String.valueOf(complaint(next, now)));
        }
        bundles.updateBundle(BUNDLE, bundle(next));
        current = next;
        reminded = Instant.EPOCH;
        log.info("From now on HTTPS with the {}", next);
        events.publishEvent(new CertificateTaken(next));
    }

    private static boolean isValid(ServerCertificate certificate, Instant now) {
        return !certificate.isOver(now) && !certificate.isYetToCome(now);
    }

    /// Files that are being written are whole at the next look: only what stays broken is worth a word.
    private void refuse(String what, ServerCertificate before, TlsException why) {
        if (!what.equals(refused)) {
            refused = what;
            isTold = false;
        } else if (!isTold) {
            isTold = true;
            log.error(
                    "The changed certificate is not used, and the one before stays ({}): {}", before, why.getMessage());
        }
    }

    private void remind(ServerCertificate certificate) {
        Instant now = clock.instant();
        String complaint = complaint(certificate, now);
        if (complaint != null && now.isAfter(reminded.plus(BETWEEN_REMINDERS))) {
            reminded = now;
            log.error(complaint);
        }
    }

    private static @Nullable String complaint(ServerCertificate certificate, Instant now) {
        if (certificate.isOver(now)) {
            return "The certificate is over since " + certificate.ends() + ", browsers refuse it: renew it ("
                    + certificate + ").";
        }
        if (certificate.isYetToCome(now)) {
            return "The certificate is not valid yet, browsers refuse it: look at the clock of this machine ("
                    + certificate + ").";
        }
        return certificate.endsSoon(now) ? "The certificate ends soon: renew it (" + certificate + ")." : null;
    }

    private SslBundle bundle(ServerCertificate certificate) {
        return SslBundle.of(
                SslStoreBundle.of(certificate.keystore(password), password, null),
                SslBundleKey.NONE,
                SslOptions.of(null, properties.protocols().toArray(String[]::new)));
    }
}
