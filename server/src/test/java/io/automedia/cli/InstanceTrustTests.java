package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.automedia.storage.DataFolder;
import io.automedia.testing.OverTls;
import io.automedia.testing.TestCertificates.Made;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestTls;
import io.automedia.tls.ServerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/// The command line beside an instance that speaks TLS with a certificate that nobody else knows.
@OverTls
class InstanceTrustTests {
    private final ReadyInstance ready;
    private final Path folder;
    private final TestTls tls;
    private final TestPeople people;

    InstanceTrustTests(ReadyInstance ready, DataFolder folder, TestTls tls, TestPeople people) {
        this.ready = ready;
        this.folder = folder.path();
        this.tls = tls;
        this.people = people;
    }

    @Test
    void aCommandTrustsTheCertificateOfTheInstanceAlsoAfterItChanged() throws Exception {
        ready.announce();
        assertThat(instance().url()).isEqualTo(tls.url());
        try (LocalInstance local = local()) {
            assertThat(local.createAdmin(people.newEmail(), false)).startsWith("password: ");
            String known = people.someone().user().email();
            assertThatThrownBy(() -> local.createAdmin(known, false)).hasMessageContaining("--unconfirmed " + known);
            assertThat(local.createAdmin(known, true))
                    .contains("There was an account " + known, "is an administrator now");
            assertThat(local.createAdmin(known, false)).isEqualTo(known + " is an administrator already.");
        }

        Made next = tls.another();
        tls.replace(next);
        await().until(() -> fingerprint(next).equals(instance().certificate()));

        try (LocalInstance local = local()) {
            assertThat(local.createAdmin(people.newEmail(), false)).isNotEmpty();
        }
    }

    @Test
    void aCommandTellsItsTokenToNobodyElse() throws Exception {
        ready.announce();
        Path file = folder.resolve(Instance.FILE);
        String right = Files.readString(file);
        Files.writeString(file, right.replace(fingerprint(tls.current()), fingerprint(tls.another())));
        try (LocalInstance local = local()) {
            assertThatThrownBy(() -> local.createAdmin(people.newEmail(), false))
                    .isInstanceOf(SSLHandshakeException.class);
        } finally {
            Files.writeString(file, right);
        }
    }

    private LocalInstance local() {
        return LocalInstance.attachOrStart(Settings.read(List.of("--automedia.data=" + folder)));
    }

    private Instance instance() {
        return Instance.running(folder).orElseThrow();
    }

    private static String fingerprint(Made certificate) throws GeneralSecurityException {
        return ServerCertificate.fingerprint(certificate.chain().getFirst());
    }
}
