package io.automedia.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this server speaks TLS; without a certificate or a keystore it speaks HTTP.
///
/// @param certificate a file (PEM) with the certificate, the server's own first, and its chain
/// @param key a file (PEM) with its key; null: it lies in the file of the certificate
/// @param keyPassword what the key is encrypted with; null: it is not
/// @param keystore a file (PKCS12) with one key and its chain, instead of the two
/// @param keystorePassword its password
/// @param protocols what is spoken, of `TLSv1.3` and `TLSv1.2`
/// @param httpPort where HTTP is answered with the way to HTTPS; 0: any free port, null: nowhere
/// @param challenges a folder in which a program that renews certificates (ACME) puts what is asked for
/// over HTTP
/// @param hsts how long browsers are to use nothing but HTTPS; 0: they forget that they were to
/// @param reloadEvery how often is looked whether the files have changed
@ConfigurationProperties("automedia.tls")
public record TlsProperties(
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String keyPassword,
        @Nullable String keystore,
        @Nullable String keystorePassword,
        @DefaultValue("TLSv1.3") List<String> protocols,
        @Nullable Integer httpPort,
        @Nullable String challenges,
        @DefaultValue("365d") Duration hsts,
        @DefaultValue("10s") Duration reloadEvery) {
    private static final Set<String> SAFE = Set.of("TLSv1.3", "TLSv1.2");
    private static final int HIGHEST_PORT = 65_535;

    public TlsProperties {
        certificate = named(certificate);
        key = named(key);
        keystore = named(keystore);
        challenges = named(challenges);
        protocols = protocols.stream().map(String::strip).toList();
        require(
                certificate == null || keystore == null,
                "automedia.tls.certificate and automedia.tls.keystore say the same: set one of them");
        require(
                key == null || certificate != null,
                "automedia.tls.key needs automedia.tls.certificate, the certificate that it belongs to");
        require(
                !protocols.isEmpty() && SAFE.containsAll(protocols),
                "automedia.tls.protocols takes TLSv1.3, or TLSv1.3,TLSv1.2");
        require(
                httpPort == null || (httpPort >= 0 && httpPort <= HIGHEST_PORT),
                "automedia.tls.http-port takes a number from 0 to 65535 (0 = any free one)");
        require(
                httpPort == null || certificate != null || keystore != null,
                "automedia.tls.http-port leads to HTTPS, which needs automedia.tls.certificate or"
                        + " automedia.tls.keystore");
        require(
                challenges == null || httpPort != null,
                "automedia.tls.challenges are asked for over HTTP, which needs automedia.tls.http-port");
        require(!hsts.isNegative(), "automedia.tls.hsts takes a time such as 365d, or 0");
        require(reloadEvery.toMillis() >= 1, "automedia.tls.reload-every takes a time such as 10s");
    }

    /// Whether this server speaks TLS.
    public boolean isOn() {
        return certificate != null || keystore != null;
    }

    /// `https`, or `http` without TLS.
    public String scheme() {
        return isOn() ? "https" : "http";
    }

    /// The files that hold the certificate and its key: two, or one that holds both.
    List<Path> files() {
        if (keystore != null) {
            return List.of(Path.of(keystore));
        }
        return certificate == null
                ? List.of()
                : key == null ? List.of(Path.of(certificate)) : List.of(Path.of(certificate), Path.of(key));
    }

    private static @Nullable String named(@Nullable String file) {
        return file == null || file.isBlank() ? null : file.strip();
    }

    private static void require(boolean is, String otherwise) {
        if (!is) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public String toString() {
        return "TlsProperties[" + files() + ", " + protocols + "]";
    }
}
