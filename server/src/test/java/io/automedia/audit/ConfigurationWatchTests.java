package io.automedia.audit;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.storage.DataFolder;
import io.automedia.testing.AutoMediaTest;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@AutoMediaTest
class ConfigurationWatchTests {
    private final AuditTrail trail;
    private final AuditRepository repository;
    private final AuditKeys keys;
    private final DataFolder folder;
    private final MongoCollection<Document> entries;

    ConfigurationWatchTests(
            AuditTrail trail, AuditRepository repository, AuditKeys keys, DataFolder folder, MongoDatabase store) {
        this.trail = trail;
        this.repository = repository;
        this.keys = keys;
        this.folder = folder;
        this.entries = store.getCollection(AuditEntriesSchema.NAME);
    }

    private void startWith(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new ConfigurationWatch(trail, repository, keys, environment, folder).started();
    }

    private long written() {
        return entries.countDocuments(eq("action", "configuration.changed"));
    }

    @Test
    void a_start_with_other_settings_is_written_without_what_they_are() {
        assertThat(written()).as("of the application itself").isPositive();
        startWith(Map.of("automedia.master-key", "not-told", "automedia.port", "0"));
        long before = written();

        startWith(Map.of("automedia.master-key", "not-told", "automedia.port", "0"));
        assertThat(written()).as("after a start with the same").isEqualTo(before);
        startWith(Map.of("automedia.master-key", "another", "automedia.port", "0"));
        assertThat(written()).isEqualTo(before + 1);

        Document last = Objects.requireNonNull(entries.find(eq("action", "configuration.changed"))
                .sort(new Document("at", -1).append("_id", -1))
                .first());
        assertThat(last.toJson())
                .contains("automedia.master-key")
                .doesNotContain("another")
                .doesNotContain("not-told");
    }
}
