package io.automedia.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/// The files of a certificate as they were at one moment, and what can be made of them.
final class CertificateFiles {
    private static final int LARGEST = 1 << 20;
    private static final byte[] ANYTHING = "anything".getBytes(StandardCharsets.US_ASCII);

    private final TlsProperties properties;
    private final List<byte[]> contents;

    private CertificateFiles(TlsProperties properties, List<byte[]> contents) {
        this.properties = properties;
        this.contents = contents;
    }

    /// Reads the files.
    ///
    /// @throws TlsException when one can't be read
    static CertificateFiles read(TlsProperties properties) {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : properties.files()) {
            contents.add(bytes(file));
        }
        return new CertificateFiles(properties, contents);
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new TlsException("The file " + file + " of automedia.tls is a folder.");
            }
            if (Files.size(file) > LARGEST) {
                throw new TlsException("The file " + file
                        + " of automedia.tls is no certificate and no key: it is larger" + " than 1 MB.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new TlsException("The file " + file + " of automedia.tls is missing.", missing);
        } catch (AccessDeniedException refused) {
            throw new TlsException(
                    "The file " + file + " of automedia.tls can't be read: let the user that AutoMedia runs as read"
                            + " it, and enter the folders above it.",
                    refused);
        } catch (IOException cause) {
            throw new TlsException(
                    "The file " + file + " of automedia.tls can't be read: " + cause.getMessage(), cause);
        }
    }

    /// The same for the same contents.
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] content : contents) {
                digest.update(MessageDigest.getInstance("SHA-256").digest(content));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// The certificate with its key.
    ///
    /// @throws TlsException when the files hold no such thing, or the key is that of another certificate
    ServerCertificate certificate() {
        return properties.keystore() == null ? ofPem() : ofKeystore();
    }

    private ServerCertificate ofPem() {
        Path file = properties.files().getFirst();
        Path keyFile = properties.files().getLast();
        return checked(chain(text(contents.getFirst()), file), key(text(contents.getLast()), keyFile), keyFile);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.US_ASCII);
    }

    private static List<X509Certificate> chain(String text, Path file) {
        try {
            List<X509Certificate> chain = PemContent.of(text).getCertificates();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (RuntimeException none) {
            throw noCertificate(file, none);
        }
        throw noCertificate(file, null);
    }

    private static TlsException noCertificate(Path file, @Nullable Throwable cause) {
        return new TlsException(
                "The file " + file + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----) that can be read.",
                cause);
    }

    private PrivateKey key(String text, Path file) {
        boolean isEncrypted = text.contains("BEGIN ENCRYPTED PRIVATE KEY");
        if (isEncrypted && properties.keyPassword() == null) {
            throw new TlsException("The key in " + file + " is encrypted: set automedia.tls.key-password.");
        }
        try {
            PrivateKey key = PemContent.of(text).getPrivateKey(isEncrypted ? properties.keyPassword() : null);
            if (key != null) {
                return key;
            }
        } catch (RuntimeException none) {
            throw isEncrypted
                    ? new TlsException("The key in " + file + " does not open with automedia.tls.key-password.", none)
                    : noKey(file, none);
        }
        throw noKey(file, null);
    }

    private static TlsException noKey(Path file, @Nullable Throwable cause) {
        return new TlsException(
                "The file " + file + " holds no private key in PEM (-----BEGIN PRIVATE KEY-----) that can be read; set"
                        + " automedia.tls.key to the one that does.",
                cause);
    }

    private ServerCertificate ofKeystore() {
        Path file = properties.files().getFirst();
        char[] password =
                Objects.requireNonNullElse(properties.keystorePassword(), "").toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(contents.getFirst()), password);
            String name = nameOfKey(store, file);
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate one : store.getCertificateChain(name)) {
                chain.add((X509Certificate) one);
            }
            return checked(chain, (PrivateKey) store.getKey(name, password), file);
        } catch (UnrecoverableKeyException wrong) {
            throw wrongPassword(file, wrong);
        } catch (IOException cause) {
            throw cause.getCause() instanceof UnrecoverableKeyException
                    ? wrongPassword(file, cause)
                    : noKeystore(file, cause);
        } catch (GeneralSecurityException cause) {
            throw noKeystore(file, cause);
        }
    }

    private static TlsException wrongPassword(Path file, Throwable cause) {
        return new TlsException("The keystore " + file + " does not open with automedia.tls.keystore-password.", cause);
    }

    private static TlsException noKeystore(Path file, Throwable cause) {
        return new TlsException("The file " + file + " is no keystore (PKCS12) that can be read.", cause);
    }

    private static String nameOfKey(KeyStore store, Path file) throws GeneralSecurityException {
        List<String> names = new ArrayList<>();
        for (String name : Collections.list(store.aliases())) {
            if (store.entryInstanceOf(name, KeyStore.PrivateKeyEntry.class)
                    && store.getCertificateChain(name) != null) {
                names.add(name);
            }
        }
        if (names.size() != 1) {
            throw new TlsException("The keystore " + file + " holds " + names.size()
                    + " keys with certificates: it must be one, the server's.");
        }
        return names.getFirst();
    }

    /// What one signs the other must find right.
    private static ServerCertificate checked(List<X509Certificate> chain, PrivateKey key, Path keyFile) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
            default ->
                throw new TlsException("The key in " + keyFile + " is of a kind that TLS here does not use ("
                        + key.getAlgorithm() + "): take RSA or EC.");
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(ANYTHING);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(chain.getFirst().getPublicKey());
            checking.update(ANYTHING);
            if (checking.verify(signature)) {
                return new ServerCertificate(chain, key);
            }
        } catch (InvalidKeyException | SignatureException ofAnotherKind) {
            throw doesNotFit(chain, keyFile, ofAnotherKind);
        } catch (GeneralSecurityException cause) {
            throw new TlsException("The key in " + keyFile + " can't be used: " + cause.getMessage(), cause);
        }
        throw doesNotFit(chain, keyFile, null);
    }

    private static TlsException doesNotFit(List<X509Certificate> chain, Path keyFile, @Nullable Throwable cause) {
        return new TlsException(
                "The key in " + keyFile + " is not that of the first certificate ("
                        + chain.getFirst().getSubjectX500Principal().getName()
                        + "): take the key that it was made with, and put the server's own certificate first.",
                cause);
    }
}
