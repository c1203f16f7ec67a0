package io.automedia.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// A certificate of this server with the chain to who signed it.
public final class ServerCertificate {
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;
    private static final Duration SOON = Duration.ofDays(14);
    private static final int LAST_PART_OF_LIFE = 6;

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    private X509Certificate own() {
        return chain.getFirst();
    }

    /// The names and addresses that it is for.
    public List<String> names() {
        try {
            Collection<List<?>> names = own().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(DNS_NAME)
                                    || name.getFirst().equals(ADDRESS))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    /// Whether it is for this host: by its name, by its address, or as one label below `*.`.
    public boolean isFor(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        String below = dot > 0 ? "*" + name.substring(dot) : name;
        return names().stream().anyMatch(one -> one.equals(name) || one.equals(below));
    }

    /// When it ends.
    public Instant ends() {
        return own().getNotAfter().toInstant();
    }

    boolean isOver(Instant now) {
        return now.isAfter(ends());
    }

    boolean isYetToCome(Instant now) {
        return now.isBefore(own().getNotBefore().toInstant());
    }

    /// Whether it should have been renewed by now: in its last two weeks, or the last sixth of a
    /// shorter life.
    boolean endsSoon(Instant now) {
        Duration life = Duration.between(own().getNotBefore().toInstant(), ends());
        Duration last = life.dividedBy(LAST_PART_OF_LIFE);
        return now.isAfter(ends().minus(last.compareTo(SOON) < 0 ? last : SOON));
    }

    /// Its serial number, in hexadecimal digits.
    public String serial() {
        return own().getSerialNumber().toString(16);
    }

    /// SHA-256 over all of it, in hexadecimal digits.
    public String fingerprint() {
        try {
            return fingerprint(own());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// SHA-256 over all of a certificate, in hexadecimal digits.
    public static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /// As a keystore of its own, in memory.
    KeyStore keystore(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException cause) {
            throw new TlsException("The certificate can't be used: " + cause.getMessage(), cause);
        }
    }

    /// What it is for, until when, and its number.
    @Override
    public String toString() {
        String named = names().isEmpty() ? own().getSubjectX500Principal().getName() : String.join(", ", names());
        return "certificate for " + named + ", until " + ends() + ", serial " + serial();
    }
}
