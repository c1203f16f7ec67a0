package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.kms.TransitServer;
import io.automedia.storage.OpenStore;
import io.automedia.testing.Http;
import io.automedia.testing.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// `automedia keys`, and an instance that is killed in the middle of it.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class KeysCommandTests {
    private static final String KEYS = "/api/v1/users/me/api-keys";
    private static final String ROTATION = "/api/v1/admin/encryption-keys/rotation";
    private static final String ADA = "{\"email\":\"ada@example.org\",\"password\":\"blue tomato ladder 7\"}";
    private static final Map<String, String> ANY_PORT = Map.of("AUTOMEDIA_PORT", "0");

    @TempDir
    private Path folder;

    @Test
    void a_rotation_goes_on_after_a_kill_and_then_the_new_master_key_is_enough() throws IOException {
        Path data = folder.resolve("data");
        Path file = data.resolve("master.key");
        try (OwnProcess killed = OwnProcess.start(data)) {
            String token = killed.http().post("/api/v1/auth/register", ADA).at("/tokens/accessToken");
            killed.http().withToken(token).post(KEYS, "{\"provider\":\"openai\",\"key\":\"sk-0123456789\"}");
            String former = Files.readString(file).strip();
            try (OwnProcess rotate = OwnProcess.run(data, ANY_PORT, "keys", "rotate")) {
                rotate.awaitErrors("The keys are being rotated");
                assertThat(Files.readAllLines(file)).hasSize(2).endsWith(former);
                killed.kill();
                assertThat(rotate.awaitEnd()).isEqualTo(1);
                assertThat(rotate.errors())
                        .contains("AutoMedia ended meanwhile: start it, and the rotation goes on by itself.");
            }
        }
        try (OpenStore left = OpenStore.in(data, "automedia", null)) {
            assertThat(left.database().getCollection("encryptionKeys").find())
                    .as("the rotation is in the middle")
                    .anyMatch(key ->
                            key.get("rotation") instanceof Document rotation && !rotation.containsKey("finishedAt"));
        }
        try (OwnProcess again = OwnProcess.start(data)) {
            Http local = again.http().withToken(again.instance().path("token").asString(""));
            await().until(() -> local.get(ROTATION).json().has("finishedAt"));
            again.kill();
        }
        Files.writeString(file, Files.readAllLines(file).getFirst());
        try (OwnProcess status = OwnProcess.run(data, ANY_PORT, "keys", "status")) {
            assertThat(status.awaitEnd()).as(status.errors()).isZero();
            assertThat(status.output())
                    .containsPattern("master key [0-9a-f]{12} in " + file + ": encrypts")
                    .contains("users.settings.apiKeys[].key 1", "The keys are rotated: ", ", 0 could not be")
                    .doesNotContain("CAN'T BE OPENED", "of before");
        }
        try (OwnProcess one = OwnProcess.start(data)) {
            String token = one.http().post("/api/v1/auth/login", ADA).at("/tokens/accessToken");
            assertThat(one.http().withToken(token).get(KEYS).at("/items/0/key")).isEqualTo("sk-…6789");
            try (OwnProcess rotate = OwnProcess.run(data, ANY_PORT, "keys", "rotate")) {
                assertThat(rotate.awaitEnd()).as(rotate.errors()).isZero();
                assertThat(rotate.output())
                        .containsPattern("The keys are rotated: [1-9][0-9]* encrypted anew, 0 could not be")
                        .containsPattern(
                                "The master key [0-9a-f]{12} opens nothing in this store any more: take it out of "
                                        + file);
            }
        }
    }

    @Test
    void the_master_key_moves_into_a_key_service_and_back() throws IOException {
        Path data = folder.resolve("data");
        Path keys = Files.writeString(folder.resolve("keys"), key(1));
        try (TransitServer vault = TransitServer.start()) {
            Map<String, String> variables = new HashMap<>(vault.variables());
            variables.putAll(ANY_PORT);
            variables.put("AUTOMEDIA_MASTER_KEY", keys.toString());
            try (OwnProcess one = OwnProcess.start(data, variables)) {
                String token = one.http().post("/api/v1/auth/register", ADA).at("/tokens/accessToken");
                one.http().withToken(token).post(KEYS, "{\"provider\":\"openai\",\"key\":\"sk-0123456789\"}");
                Files.writeString(keys, vault.uri() + "\n" + key(1));
                assertThat(said(data, variables, "rotate")).contains(", 0 could not be", "take it out of " + keys);
                Files.writeString(keys, vault.uri());
            }
            vault.stop();
            try (OwnProcess without = OwnProcess.run(data, variables, "start")) {
                assertThat(without.awaitEnd()).isEqualTo(1);
                assertThat(without.errors())
                        .contains("The key service of " + vault.uri() + " can't be used now: localhost can't be"
                                + " connected to.")
                        .contains("Then start again. Nothing was changed. Without it these can't be read: ")
                        .contains("users.settings.apiKeys[].key (1)")
                        .doesNotContain(vault.variables().get("VAULT_TOKEN"));
            }
            vault.startAgain();
            try (OwnProcess there = OwnProcess.start(data, variables)) {
                vault.stop();
                assertKeyIsRead(there);
                assertThat(said(data, variables, "status"))
                        .contains("master key " + vault.uri() + " in " + keys + ": encrypts")
                        .doesNotContain("CAN'T BE OPENED", "can't be read");
                vault.startAgain();
                Files.writeString(keys, key(2) + "\n" + vault.uri());
                assertThat(said(data, variables, "rotate"))
                        .contains("The master key " + vault.uri() + " opens nothing in this store any more");
            }
            Files.writeString(keys, key(2));
            vault.stop();
            try (OwnProcess back = OwnProcess.start(data, variables)) {
                assertKeyIsRead(back);
            }
        }
    }

    private static void assertKeyIsRead(OwnProcess process) {
        String token = process.http().post("/api/v1/auth/login", ADA).at("/tokens/accessToken");
        assertThat(process.http().withToken(token).get(KEYS).at("/items/0/key")).isEqualTo("sk-…6789");
    }

    private static String said(Path data, Map<String, String> variables, String command) {
        try (OwnProcess keys = OwnProcess.run(data, variables, "keys", command)) {
            assertThat(keys.awaitEnd()).as(keys.errors()).isZero();
            return keys.output();
        }
    }

    private static String key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
