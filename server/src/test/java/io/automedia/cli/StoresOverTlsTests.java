package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.OwnProcess;
import io.automedia.testing.TestCertificates;
import io.automedia.testing.TestCertificates.Made;
import io.automedia.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// MongoDB and Redis behind TLS, with the certificate of an authority that nobody trusts by himself.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class StoresOverTlsTests {
    @TempDir
    private Path folder;

    @Test
    void bothAreReachedOverTlsOnceTheirAuthorityIsTrusted() throws IOException {
        TestCertificates certificates = TestCertificates.in(folder);
        Made made = certificates.made();
        try (OwnProcess stores = OwnProcess.start(folder.resolve("stores"));
                Wire mongodb = Wire.overTls(uri(stores, "mongodbUri"), made.serving());
                Wire redis = Wire.overTls(uri(stores, "redisUri"), made.serving())) {
            String query = mongodb.uri().contains("?") ? "&" : mongodb.uri().endsWith("/") ? "?" : "/?";
            Map<String, String> variables = new HashMap<>(Map.of(
                    "AUTOMEDIA_PORT",
                    "0",
                    "AUTOMEDIA_MONGODB_URI",
                    mongodb.uri() + query + "tls=true",
                    "AUTOMEDIA_MONGODB_DATABASE",
                    "other",
                    "AUTOMEDIA_REDIS_URI",
                    redis.uri().replace("redis:", "rediss:"),
                    "AUTOMEDIA_TLS_CERTIFICATE",
                    write("server.pem", made.certificatePem()),
                    "AUTOMEDIA_TLS_KEY",
                    write("server.key", made.keyPem())));
            try (OwnProcess doctor = OwnProcess.run(folder.resolve("other"), variables, "doctor")) {
                assertThat(doctor.awaitEnd()).as(doctor.output()).isEqualTo(1);
                assertThat(doctor.output())
                        .containsPattern("WRONG MongoDB +shows a certificate that is not trusted")
                        .containsPattern("WRONG Redis +shows a certificate that is not trusted")
                        .containsPattern("ok +TLS +TLSv1.3 with the certificate for localhost, 127.0.0.1, until 2");
            }
            variables.put(
                    "JAVA_TOOL_OPTIONS",
                    "-Djavax.net.ssl.trustStore=" + certificates.trustStore() + " -Djavax.net.ssl.trustStorePassword="
                            + TestCertificates.PASSWORD);
            try (OwnProcess started = OwnProcess.start(folder.resolve("other"), variables)) {
                assertThat(uri(started, "mongodbUri")).isEqualTo(variables.get("AUTOMEDIA_MONGODB_URI"));
                assertThat(uri(started, "url")).startsWith("https://localhost:");
                try (OwnProcess admin =
                        OwnProcess.run(folder.resolve("other"), Map.of(), "user", "create-admin", "ada@example.org")) {
                    assertThat(admin.awaitEnd()).as(admin.errors()).isZero();
                }
            }
        }
    }

    private static String uri(OwnProcess process, String name) {
        return process.instance().path(name).asString("");
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
