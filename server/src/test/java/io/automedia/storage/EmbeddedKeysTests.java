package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKeysTests {
    private static final String MARK = "what nobody should read on the disk";
    private static final String KEY = key(1);
    private static final String NEXT = key(2);

    @TempDir
    private Path data;

    @Test
    void withoutAKeyADocumentCanBeReadOnTheDisk() {
        write(null);
        assertThat(isOnTheDisk()).isTrue();
    }

    @Test
    void withAKeyItCanNot() {
        write(KEY);
        assertThat(isOnTheDisk()).isFalse();
        assertThat(read(KEY)).isEqualTo(MARK);
    }

    @Test
    void anotherKeyOrNoneIsRefusedAndTheFolderStaysAsItWas() {
        write(KEY);
        for (String other : new String[] {NEXT, null}) {
            assertThatThrownBy(() -> read(other)).hasMessageContaining("is encrypted with another key");
        }
        assertThat(read(KEY)).isEqualTo(MARK);
    }

    @Test
    void aNewKeyTakesThePlaceOfTheOneBefore() throws IOException {
        write(KEY);
        Path file = Files.writeString(data.resolve("keys"), NEXT + "\n" + KEY + "\n");
        assertThat(read(file.toString())).isEqualTo(MARK);
        assertThat(read(NEXT + "," + KEY)).isEqualTo(MARK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "/nowhere/key", "c2hvcnQ=", "a,b"})
    void whatIsNoKeyIsRefusedInWords(String key) {
        assertThatThrownBy(() -> Bound.to(StorageProperties.class, "automedia.embedded-key=" + key))
                .hasStackTraceContaining("automedia.embedded-key must be 32 bytes in base64");
    }

    @Test
    void aKeyInAKeyServiceIsRefusedAndTheReasonTold() {
        assertThatThrownBy(() -> Bound.to(
                        StorageProperties.class, "automedia.embedded-key=hcvault://localhost/transit/keys/automedia"))
                .hasStackTraceContaining("automedia.embedded-key can't be a key in a key service");
    }

    @Test
    void noLogTellsAKey() {
        assertThat(Bound.to(StorageProperties.class, "automedia.embedded-key=" + KEY)
                        .toString())
                .doesNotContain(KEY);
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void write(@Nullable String key) {
        try (OpenStore store = OpenStore.in(data, "automedia", key)) {
            store.database().getCollection("notes").insertOne(new Document("text", MARK));
        }
    }

    private String read(@Nullable String key) {
        try (OpenStore store = OpenStore.in(data, "automedia", key)) {
            return Objects.requireNonNull(
                            store.database().getCollection("notes").find().first())
                    .getString("text");
        }
    }

    private boolean isOnTheDisk() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).anyMatch(EmbeddedKeysTests::holdsMark);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static boolean holdsMark(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
