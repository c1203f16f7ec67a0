package io.automedia.platforms.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.content.IncomingPost;
import io.automedia.content.PostReader;
import io.automedia.platforms.SyncOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final Instant THEN = Instant.parse("2015-02-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    /// A line is an id and the second at which it was published.
    private final PostReader reader = line -> {
        String[] parts = new String(line, StandardCharsets.UTF_8).split(" ", 2);
        return parts.length < 2
                ? Optional.empty()
                : Optional.of(IncomingPost.builder("twitter", parts[0])
                        .publishedAt(THEN.plusSeconds(Long.parseLong(parts[1])))
                        .build());
    };

    @TempDir
    private Path folder;

    @Test
    void aFileIsPlayedInTheOrderOfItsTimesAtTheSpeed() throws IOException {
        List<String> lines = shuffled(40);
        lines.add(7, "broken");
        try (Replay replay = Replay.open(write(lines, false), folder, reader, 60)) {
            SyncOutcome.Fetched history = (SyncOutcome.Fetched) replay.next(null, NOON);
            assertThat(ids(history)).containsExactly("0", "1", "2", "3");
            assertThat(published(history.posts().getFirst())).isEqualTo(NOON.minusSeconds(4));

            Document place = Objects.requireNonNull(history.checkpoint());
            List<String> played = new ArrayList<>();
            Instant now = NOON;
            SyncOutcome outcome = replay.next(place, now);
            while (outcome instanceof SyncOutcome.Fetched fetched) {
                for (IncomingPost post : fetched.posts()) {
                    played.add(post.platformId());
                    assertThat(published(post)).isEqualTo(NOON.plusSeconds(Long.parseLong(post.platformId()) - 4));
                }
                now = now.plus(Objects.requireNonNull(fetched.next()));
                outcome = replay.next(fetched.checkpoint(), now);
            }
            assertThat(played).hasSize(36).startsWith("4", "5", "6").endsWith("38", "39");
            assertThat(outcome).isInstanceOf(SyncOutcome.Gone.class);
            assertThat(Duration.between(NOON, now)).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(40));
        }
    }

    @Test
    void aPackedFileIsPlayedTheSame() throws IOException {
        try (Replay packed = Replay.open(write(shuffled(40), true), folder, reader, 60)) {
            assertThat(ids((SyncOutcome.Fetched) packed.next(null, NOON))).containsExactly("0", "1", "2", "3");
        }
    }

    @Test
    void muchAtOnceComesInPiecesAndTheSamePlaceGivesTheSame() throws IOException {
        try (Replay replay = Replay.open(write(shuffled(2_000), false), folder, reader, 60_000)) {
            SyncOutcome.Fetched history = (SyncOutcome.Fetched) replay.next(null, NOON);
            Instant now = NOON.plusSeconds(10);
            SyncOutcome.Fetched piece = (SyncOutcome.Fetched) replay.next(history.checkpoint(), now);
            assertThat(piece.posts()).hasSize(200);
            assertThat(piece.next()).isEqualTo(Duration.ZERO);
            assertThat(replay.next(history.checkpoint(), now)).isEqualTo(piece);
            assertThat(ids((SyncOutcome.Fetched) replay.next(piece.checkpoint(), now)))
                    .first()
                    .isEqualTo("400");
        }
    }

    /// Posts a minute apart, in no order.
    private static List<String> shuffled(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(i + " " + i * 60L);
        }
        Collections.shuffle(lines, new Random(3));
        return lines;
    }

    private Path write(List<String> lines, boolean packed) throws IOException {
        Path file = folder.resolve("posts.jsonl");
        try (OutputStream out =
                packed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static List<String> ids(SyncOutcome.Fetched fetched) {
        return fetched.posts().stream().map(IncomingPost::platformId).toList();
    }

    private static Instant published(IncomingPost post) {
        return Objects.requireNonNull(post.publishedAt());
    }
}
