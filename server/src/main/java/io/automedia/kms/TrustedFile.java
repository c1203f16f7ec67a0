package io.automedia.kms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The authorities in a file (PEM), trusted in place of those that Java trusts.
final class TrustedFile {
    private TrustedFile() {}

    /// Null when no variable names such a file.
    ///
    /// @throws IllegalArgumentException with a sentence when it can't be used
    static @Nullable SSLContext context(Surroundings surroundings, String variable) {
        String file = surroundings.variable(variable);
        if (file == null) {
            return null;
        }
        try (InputStream content = Files.newInputStream(Surroundings.path(file))) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                trusted.setCertificateEntry("authority" + number++, one);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException cause) {
            throw new IllegalArgumentException(variable + " must be a file with certificates (PEM)", cause);
        }
    }
}
