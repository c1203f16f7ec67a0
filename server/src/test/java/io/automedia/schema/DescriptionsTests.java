package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.SchemaDocument;
import io.automedia.storage.SchemaText;
import io.automedia.storage.Shape;
import io.automedia.storage.StoredSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What the descriptions say to people.
class DescriptionsTests {
    private final List<CollectionSchema> descriptions = StoredSchema.descriptions();

    @Test
    void theCommandsKnowEveryCollection() {
        assertThat(descriptions)
                .extracting(CollectionSchema::name)
                .contains("users", "content", "leases", "jobFiles.chunks", "oneTimeLogins")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyCollectionSaysWhatItIsFor() {
        assertThat(descriptions)
                .allSatisfy(schema -> assertThat(schema.purpose())
                        .as(schema.name())
                        .isNotBlank()
                        .doesNotEndWith("."));
    }

    /// What is checked in Java, with the defaults and times, and what the server checks are one.
    @Test
    void whatTheServerChecksIsMadeOfTheShape() {
        assertThat(descriptions).allSatisfy(schema -> {
            Shape shape = schema.shape();
            assertThat(schema.jsonSchema()).as(schema.name()).isEqualTo(shape == null ? null : shape.toJsonSchema());
        });
    }

    @Test
    void whatReferencesLeadToIsThere() {
        List<String> names = descriptions.stream().map(CollectionSchema::name).toList();
        assertThat(descriptions)
                .flatExtracting(CollectionSchema::references)
                .allSatisfy(reference -> assertThat(names).contains(reference.collection()));
    }

    @Test
    void additionsAreNamesOfFieldsOrIndexes() {
        for (CollectionSchema schema : descriptions) {
            String shown = SchemaText.of(schema);
            assertThat(schema.additions())
                    .as(schema.name())
                    .allMatch(added ->
                            shown.contains("\n  " + added + " ") || shown.contains("\n  index " + added + " "));
        }
    }

    /// What is on its way to the publisher is bounded where it is written.
    @Test
    void textsOfTheDesignHaveBounds() {
        Set<String> unbounded = new TreeSet<>();
        descriptions.stream()
                .filter(schema -> Design.collections().contains(schema.name()))
                .forEach(schema ->
                        collectUnbounded(schema.name(), Objects.requireNonNull(schema.jsonSchema()), unbounded));
        unbounded.removeIf(path -> path.contains(".pendingUpdates"));
        assertThat(unbounded).isEmpty();
    }

    private static void collectUnbounded(String path, Document shape, Set<String> unbounded) {
        Object type = shape.get("bsonType");
        if ((Objects.equals(type, "string") || Objects.equals(type, List.of("string", "null")))
                && !shape.containsKey("maxLength")) {
            unbounded.add(path);
        }
        shape.get("properties", new Document())
                .forEach((name, part) -> collectUnbounded(path + "." + name, (Document) part, unbounded));
        if (shape.get("items") instanceof Document element) {
            collectUnbounded(path, element, unbounded);
        }
        if (shape.get("additionalProperties") instanceof Document any) {
            collectUnbounded(path + ".*", any, unbounded);
        }
    }

    @Test
    void thePageInTheDocumentationIsUpToDate() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "schema.md")))
                .as("./automedia schema docs writes it")
                .isEqualTo(SchemaDocument.of(descriptions));
    }
}
