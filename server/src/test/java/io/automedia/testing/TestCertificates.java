package io.automedia.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Certificates, made by the JDK's keytool and signed by an authority of their own.
public final class TestCertificates {
    /// Of every keystore here.
    public static final String PASSWORD = "password";

    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final Path store;
    private final TrustManager[] trusted;
    private int made;

    private TestCertificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
        generate(store, AUTHORITY, "-ext", "BC:critical=ca:true");
        this.trusted = trusted();
    }

    /// With an authority whose keystore lies in this folder.
    public static TestCertificates in(Path folder) {
        return new TestCertificates(folder);
    }

    /// A certificate and its key.
    ///
    /// @param keystore a file with both, and nothing else
    public record Made(List<X509Certificate> chain, PrivateKey key, Path keystore) {
        /// The certificate and its chain, as in a file `fullchain.pem`.
        public String certificatePem() {
            StringBuilder pem = new StringBuilder();
            for (X509Certificate one : chain) {
                try {
                    pem.append(pem("CERTIFICATE", one.getEncoded()));
                } catch (GeneralSecurityException cause) {
                    throw new IllegalStateException(cause);
                }
            }
            return pem.toString();
        }

        /// The key, as in a file `privkey.pem`.
        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        /// In hexadecimal digits.
        public String serial() {
            return chain.getFirst().getSerialNumber().toString(16);
        }

        /// For servers that show it.
        public SSLContext serving() {
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
                keys.init(opened(keystore), PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException cause) {
                throw new IllegalStateException(cause);
            }
        }

        private static String pem(String what, byte[] content) {
            byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
            return "-----BEGIN " + what + "-----\n"
                    + Base64.getMimeEncoder(64, line).encodeToString(content) + "\n-----END " + what + "-----\n";
        }
    }

    /// A certificate for this machine, valid for three months.
    public Made made() {
        return made("-validity", "90", "-ext", "SAN=dns:localhost,ip:127.0.0.1");
    }

    /// A certificate with more options of `keytool -genkeypair`.
    public Made made(String... options) {
        String name = "server" + ++made;
        Path own = folder.resolve(name + ".p12");
        List<String> signed = new ArrayList<>(List.of("-signer", AUTHORITY));
        signed.addAll(List.of(options));
        generate(store, name, signed.toArray(String[]::new));
        try {
            KeyStore all = opened(store);
            char[] password = PASSWORD.toCharArray();
            PrivateKey key = (PrivateKey) all.getKey(name, password);
            Certificate[] chain = all.getCertificateChain(name);
            KeyStore alone = KeyStore.getInstance("PKCS12");
            alone.load(null, null);
            alone.setKeyEntry(name, key, password, chain);
            try (OutputStream file = Files.newOutputStream(own)) {
                alone.store(file, password);
            }
            return new Made(Stream.of(chain).map(X509Certificate.class::cast).toList(), key, own);
        } catch (GeneralSecurityException | IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// The authority's own certificate (PEM).
    public String authorityPem() {
        try {
            return Made.pem(
                    "CERTIFICATE", opened(store).getCertificate(AUTHORITY).getEncoded());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// A keystore for clients that trust the authority, and nobody else.
    public Path trustStore() {
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry(AUTHORITY, opened(store).getCertificate(AUTHORITY));
            Path file = folder.resolve("trusted.p12");
            try (OutputStream content = Files.newOutputStream(file)) {
                trust.store(content, PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// For clients that trust the authority, and nobody else; each time one that knows nothing of
    /// earlier connections.
    public SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private TrustManager[] trusted() {
        try {
            KeyStore authority = KeyStore.getInstance("PKCS12");
            authority.load(null, null);
            authority.setCertificateEntry(AUTHORITY, opened(store).getCertificate(AUTHORITY));
            TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
            managers.init(authority);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException | IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static KeyStore opened(Path file) throws GeneralSecurityException {
        try (InputStream content = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, PASSWORD.toCharArray());
            return store;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void generate(Path file, String name, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        all.addAll(List.of(options));
        if (!all.contains("-keyalg")) {
            all.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        keytool(all.toArray(String[]::new));
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = folder.resolve("keytool.txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(Arrays.toString(arguments) + "\n" + Files.readString(output));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
