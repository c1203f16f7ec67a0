package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.automedia.testing.Bound;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class StoragePropertiesTests {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void defaults() {
        StorageProperties properties = Bound.to(StorageProperties.class);
        assertThat(properties)
                .isEqualTo(new StorageProperties(
                        Path.of("data"),
                        null,
                        null,
                        Duration.ofSeconds(2),
                        "automedia",
                        "majority",
                        true,
                        "primary",
                        "secondaryPreferred",
                        true,
                        true,
                        DataSize.ofMegabytes(448),
                        false,
                        null));
        assertThat(properties.writeConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        assertThat(properties.readPreference()).isEqualTo(ReadPreference.primary());
        assertThat(properties.statisticsReadPreference()).isEqualTo(ReadPreference.secondaryPreferred());
        assertThat(properties.toolIndexes()).containsExactly(ToolIndex.WORDS, ToolIndex.PLACES);
    }

    @Test
    void everySettingHasItsProperty() {
        StorageProperties properties = Bound.to(
                StorageProperties.class,
                "automedia.data=/tmp/elsewhere",
                "automedia.mongodb-uri= mongodb://db ",
                "automedia.redis-uri=redis://cache",
                "automedia.redis-timeout=500ms",
                "automedia.mongodb-database=other",
                "automedia.mongodb-write-concern=2",
                "automedia.mongodb-journal=false",
                "automedia.mongodb-read-preference=nearest",
                "automedia.mongodb-statistics-read-preference=secondary",
                "automedia.mongodb-text-index=false",
                "automedia.mongodb-geo-index=false",
                "automedia.embedded-memory=64MB",
                "automedia.embedded-refuses-scans=true",
                "automedia.embedded-key=" + KEY);
        assertThat(properties)
                .isEqualTo(new StorageProperties(
                        Path.of("/tmp/elsewhere"),
                        "mongodb://db",
                        "redis://cache",
                        Duration.ofMillis(500),
                        "other",
                        "2",
                        false,
                        "nearest",
                        "secondary",
                        false,
                        false,
                        DataSize.ofMegabytes(64),
                        true,
                        KEY));
        assertThat(properties.writeConcern()).isEqualTo(new WriteConcern(2).withJournal(false));
        assertThat(properties.readPreference()).isEqualTo(ReadPreference.nearest());
        assertThat(properties.statisticsReadPreference()).isEqualTo(ReadPreference.secondary());
        assertThat(properties.toolIndexes()).isEmpty();
    }

    @Test
    void eachIndexForToolsHasASwitchOfItsOwn() {
        assertThat(Bound.to(StorageProperties.class, "automedia.mongodb-geo-index=false")
                        .toolIndexes())
                .containsExactly(ToolIndex.WORDS);
        assertThat(Bound.to(StorageProperties.class, "automedia.mongodb-text-index=false")
                        .toolIndexes())
                .containsExactly(ToolIndex.PLACES);
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb-write-concern, 0",
        "mongodb-write-concern, some",
        "mongodb-read-preference, everywhere",
        "mongodb-statistics-read-preference, none"
    })
    void whatMongodbDoesNotKnowIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> Bound.to(StorageProperties.class, "automedia." + name + "=" + value))
                .rootCause()
                .hasMessageStartingWith("automedia." + name + " must be ");
    }
}
