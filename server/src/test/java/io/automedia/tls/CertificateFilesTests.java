package io.automedia.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import io.automedia.testing.TestCertificates;
import io.automedia.testing.TestCertificates.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTests {
    @TempDir
    static Path shared;

    private static TestCertificates certificates;
    private static Made made;
    private static Made another;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        certificates = TestCertificates.in(shared);
        made = certificates.made("-validity", "90", "-ext", "SAN=dns:media.example.org,dns:*.example.net,ip:192.0.2.7");
        another = certificates.made();
    }

    @Test
    void aCertificateAndItsKeyAreRead() throws IOException {
        ServerCertificate read = read(pem(made.certificatePem(), made.keyPem()));

        assertThat(read.serial()).isEqualTo(made.serial());
        assertThat(read.names()).containsExactly("media.example.org", "*.example.net", "192.0.2.7");
        assertThat(read.toString()).contains("media.example.org", "*.example.net", "serial " + made.serial());
        assertThat(read.isFor("MEDIA.example.org")).isTrue();
        assertThat(read.isFor("a.example.net")).isTrue();
        assertThat(read.isFor("192.0.2.7")).isTrue();
        assertThat(read.isFor("example.net")).isFalse();
        assertThat(read.isFor("a.b.example.net")).isFalse();
        assertThat(read.isFor("a.media.example.org")).isFalse();
        assertThat(read.isFor("evil.example")).isFalse();
    }

    @Test
    void oneFileMayHoldBoth() throws IOException {
        Path both = write("both.pem", made.keyPem() + made.certificatePem());

        assertThat(read(Bound.to(TlsProperties.class, "automedia.tls.certificate=" + both))
                        .serial())
                .isEqualTo(made.serial());
    }

    @Test
    void aKeystoreIsRead() {
        assertThat(read(keystore(made.keystore(), TestCertificates.PASSWORD)).serial())
                .isEqualTo(made.serial());
    }

    @Test
    void whatCannotBeUsedIsSaidInWords() throws IOException {
        Path certificate = write("good.pem", made.certificatePem());
        Path key = write("good.key", made.keyPem());
        Path rubbish = write("rubbish", "rubbish");
        Path half = write("half.pem", made.certificatePem().substring(0, 300));
        Path none = folder.resolve("none.pem");

        refuses(pem(none, key), none + " of automedia.tls is missing");
        refuses(pem(certificate, folder.resolve("none.key")), "none.key of automedia.tls is missing");
        refuses(pem(certificate, folder), folder + " of automedia.tls is a folder");
        refuses(pem(rubbish, key), rubbish + " holds no certificate in PEM");
        refuses(pem(half, key), half + " holds no certificate in PEM");
        refuses(pem(key, key), key + " holds no certificate in PEM");
        refuses(pem(certificate, rubbish), rubbish + " holds no private key in PEM");
        refuses(pem(certificate, certificate), certificate + " holds no private key in PEM");
        refuses(
                pem(made.certificatePem(), another.keyPem()),
                "is not that of the first certificate (CN=server1): take the key that it was made with");
        refuses(keystore(made.keystore(), "wrong"), "does not open with automedia.tls.keystore-password");
        refuses(keystore(rubbish, TestCertificates.PASSWORD), rubbish + " is no keystore (PKCS12)");
        refuses(
                keystore(shared.resolve("authority.p12"), TestCertificates.PASSWORD),
                " keys with certificates: it must be one, the server's");
    }

    @Test
    void aChainInTheWrongOrderIsFoundByItsKey() throws IOException {
        refuses(
                pem(certificates.authorityPem() + made.certificatePem(), made.keyPem()),
                "put the server's own certificate first");
    }

    @Test
    void keysOfEveryUsualKindFit() throws IOException {
        Made rsa = certificates.made("-keyalg", "RSA");
        assertThat(read(pem(rsa.certificatePem(), rsa.keyPem())).serial()).isEqualTo(rsa.serial());
        refuses(pem(rsa.certificatePem(), made.keyPem()), "is not that of the first certificate");
    }

    @Test
    void whatPeopleWillFindWrongIsSaidBefore() throws IOException {
        TlsProperties properties = pem(made.certificatePem(), made.keyPem());
        Instant ends = made.chain().getFirst().getNotAfter().toInstant();
        Instant begins = made.chain().getFirst().getNotBefore().toInstant();

        assertThat(ServerTls.report(properties, ends.minus(Duration.ofDays(20))).complaint())
                .isEmpty();
        assertThat(ServerTls.report(properties, ends.minus(Duration.ofDays(10))).complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("ends soon"));
        assertThat(ServerTls.report(properties, ends.plusSeconds(1)).complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("is over since " + ends, "renew it"));
        assertThat(ServerTls.report(properties, begins.minusSeconds(1)).complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("not valid yet"));
    }

    private static void refuses(TlsProperties properties, String words) {
        assertThatThrownBy(() -> read(properties))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining(words);
    }

    private static ServerCertificate read(TlsProperties properties) {
        return CertificateFiles.read(properties).certificate();
    }

    private TlsProperties pem(String certificate, String key) throws IOException {
        return pem(write("certificate.pem", certificate), write("key.pem", key));
    }

    private static TlsProperties pem(Path certificate, Path key) {
        return Bound.to(TlsProperties.class, "automedia.tls.certificate=" + certificate, "automedia.tls.key=" + key);
    }

    private static TlsProperties keystore(Path file, String password) {
        return Bound.to(
                TlsProperties.class, "automedia.tls.keystore=" + file, "automedia.tls.keystore-password=" + password);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
