package io.automedia.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.content.Collector;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentMetadata;
import io.automedia.content.DuePost;
import io.automedia.content.IncomingPost;
import io.automedia.content.Lane;
import io.automedia.content.Origin;
import io.automedia.content.ProcessedPost;
import io.automedia.content.Processing;
import io.automedia.content.Trust;
import io.automedia.content.Via;
import io.automedia.shared.UserId;
import io.automedia.testing.Part;
import io.automedia.updates.Updates;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Posts that an older enrichment understood, step by step: nobody works here but the test.
class RenewerTests {
    private static final int OLD = 2;
    private static final int NEW = 3;
    private static final int IMPORTED = 2 * Renewer.MOST + 50;

    @TempDir
    private static Path data;

    private static Part part;
    private static MongoDatabase database;
    private static ContentLibrary library;
    private static Processing processing;
    private static RenewalRepository repository;

    private final UserId ada = new UserId(new ObjectId());

    /// Content and what it stands on.
    @EnableAutoConfiguration
    @ComponentScan({
        "io.automedia.storage",
        "io.automedia.access",
        "io.automedia.cache",
        "io.automedia.updates",
        "io.automedia.jobs",
        "io.automedia.outgoing",
        "io.automedia.users",
        "io.automedia.limits",
        "io.automedia.media",
        "io.automedia.content"
    })
    static class Content {}

    @BeforeAll
    static void start() {
        part = Part.start(
                Content.class,
                data,
                WebApplicationType.NONE,
                context -> context.registerBean(RenewalsSchema.class, RenewalsSchema::new));
        database = part.bean(MongoDatabase.class);
        library = part.bean(ContentLibrary.class);
        processing = part.bean(Processing.class);
        repository = new RenewalRepository(database);
    }

    @BeforeEach
    void empty() {
        for (String name : List.of("content", "libraryItems", RenewalsSchema.NAME)) {
            database.getCollection(name).deleteMany(new Document());
        }
    }

    @AfterAll
    static void stop() {
        part.close();
    }

    /// A node that was started just now.
    private static boolean step(int version) {
        return new Renewer(processing, repository, part.bean(Clock.class)).step(version);
    }

    private void imported(int posts) {
        List<IncomingPost> some = new ArrayList<>();
        for (int i = 0; i < posts; i++) {
            some.add(post("old" + i));
        }
        library.store(some, Collector.importing(ada));
    }

    private static IncomingPost post(String id) {
        return IncomingPost.builder("twitter", id)
                .text("Snow over the bridge " + id)
                .build();
    }

    private static int understand(int version) {
        int understood = 0;
        for (Lane lane : Lane.values()) {
            List<DuePost> due = processing.due(1_000, lane);
            processing.processed(due.stream().map(one -> result(one, version)).toList());
            understood += due.size();
        }
        return understood;
    }

    private static ProcessedPost result(DuePost due, int version) {
        return new ProcessedPost(
                due,
                version,
                "en",
                new ContentMetadata.Sentiment(0.1 * version, "neutral", 0.9, Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ContentMetadata.Quality(0.5, List.of()),
                List.of());
    }

    private static Renewal renewal() {
        return Objects.requireNonNull(repository.find());
    }

    private static long understoodBy(int version) {
        return database.getCollection("content").countDocuments(new Document("metadata.enrichment.version", version));
    }

    @Test
    void allThatAnOlderVersionUnderstoodIsUnderstoodAgainALittleAtATimeAndAcrossRestarts() {
        imported(IMPORTED);
        understand(OLD);

        assertThat(step(NEW)).isTrue();
        assertThat(step(NEW)).as("a step while history has something to do").isFalse();
        assertThat(understand(NEW)).isEqualTo(Renewer.MOST);
        assertThat(step(NEW)).isTrue();
        assertThat(understand(NEW)).isEqualTo(Renewer.MOST);
        assertThat(renewal().finishedAt()).isNull();
        assertThat(step(NEW)).isTrue();
        assertThat(understand(NEW)).isEqualTo(50);
        assertThat(step(NEW)).as("a round that finds none").isFalse();

        assertThat(understoodBy(NEW)).isEqualTo(IMPORTED);
        assertThat(renewal().finishedAt()).isNotNull();
        assertThat(renewal().renewed()).isEqualTo(IMPORTED);
        assertThat(renewal().looked()).isEqualTo(IMPORTED);
    }

    @Test
    void whatANodeThatWasNotUpgradedYetUnderstandsMeanwhileIsFoundInTheNextRound() {
        imported(2);
        understand(OLD);
        assertThat(step(NEW)).isTrue();
        assertThat(understand(OLD)).isEqualTo(2);
        assertThat(step(NEW)).isTrue();
        assertThat(understand(NEW)).isEqualTo(2);
        assertThat(step(NEW)).isFalse();
        assertThat(renewal().finishedAt()).isNotNull();
        assertThat(understoodBy(NEW)).isEqualTo(2);
    }

    @Test
    void whenNothingIsOutdatedItRestsUntilTheNextVersion() {
        assertThat(step(NEW)).isFalse();
        Renewal finished = renewal();
        assertThat(finished.finishedAt()).isNotNull();
        imported(3);
        understand(OLD);
        assertThat(step(NEW)).isFalse();
        assertThat(step(OLD)).isFalse();
        assertThat(renewal()).isEqualTo(finished);
        assertThat(step(NEW + 1)).isTrue();
        assertThat(renewal().version()).isEqualTo(NEW + 1);
    }

    @Test
    void nobodyIsToldAgainWhatHeWasTold() {
        Collector connector = new Collector(ada, Via.SOURCE, Trust.CONNECTOR, Origin.LIVE, "monitoring");
        library.store(List.of(post("1"), post("2")), connector);
        understand(OLD);
        assertThat(step(NEW)).isTrue();
        assertThat(understand(NEW)).isEqualTo(2);
        library.store(List.of(post("3")), connector);
        understand(NEW);
        Updates updates = part.bean(Updates.class);
        await().untilAsserted(() -> assertThat(updates.after(ada, 0, 100))
                .filteredOn(update -> update.type().equals("content:processed"))
                .extracting(update -> update.data().getObjectId("contentId"))
                .hasSize(3)
                .doesNotHaveDuplicates());
    }
}
