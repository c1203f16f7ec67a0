package io.automedia.cli;

import io.automedia.tls.ServerCertificate;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts the certificate that the instance of a data folder shows, and no other. The names in it don't
/// matter: it is called `localhost` here, which no certificate of a public name is for.
final class InstanceTrust extends X509ExtendedTrustManager {
    private final Path folder;

    private InstanceTrust(Path folder) {
        this.folder = folder;
    }

    static SSLContext context(Path folder) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new InstanceTrust(folder)}, null);
            return context;
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// The file is read each time, since a renewed certificate is written into it.
    private void require(X509Certificate shown) throws CertificateException {
        Optional<String> trusted = Instance.running(folder).map(Instance::certificate);
        try {
            if (trusted.isPresent() && trusted.get().equals(ServerCertificate.fingerprint(shown))) {
                return;
            }
        } catch (GeneralSecurityException cause) {
            throw new CertificateException(cause);
        }
        throw new CertificateException("not the certificate that instance.json names");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        require(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        require(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        require(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
