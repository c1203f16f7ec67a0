package io.automedia.storage;

import com.mongodb.client.MongoDatabase;
import io.automedia.storage.Difference.ExtraIndex;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;

/// What a store has of the descriptions, for people who look after it. Looking changes nothing.
public final class StoredSchema {
    private final MongoDatabase database;
    private final List<CollectionSchema> schemas;
    private final SchemaInstaller installer;

    public StoredSchema(MongoDatabase database, List<CollectionSchema> schemas) {
        this(database, schemas, EnumSet.allOf(ToolIndex.class));
    }

    /// @param wanted the kinds of indexes that are wanted where the server has such
    public StoredSchema(MongoDatabase database, List<CollectionSchema> schemas, Set<ToolIndex> wanted) {
        this(database, schemas, new SchemaInstaller(database, schemas, wanted));
    }

    StoredSchema(MongoDatabase database, List<CollectionSchema> schemas, SchemaInstaller installer) {
        this.database = database;
        this.schemas = List.copyOf(schemas);
        this.installer = installer;
    }

    /// The descriptions of all collections by name, without starting anything.
    public static List<CollectionSchema> descriptions() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(CollectionSchema.class));
            scanner.addExcludeFilter(
                    (found, factory) -> !found.getAnnotationMetadata().hasAnnotation(Component.class.getName()));
            scanner.setBeanNameGenerator((bean, registry) -> String.valueOf(bean.getBeanClassName()));
            scanner.scan("io.automedia");
            context.refresh();
            Map<String, CollectionSchema> beans = context.getBeansOfType(CollectionSchema.class);
            return beans.values().stream()
                    .sorted(Comparator.comparing(CollectionSchema::name))
                    .toList();
        }
    }

    /// A document that breaks its description.
    ///
    /// @param id its `_id`, as it is read by people
    public record BrokenDocument(String collection, String id, Fault fault) {}

    /// What the server has otherwise than described.
    public List<Difference> differences() {
        return installer.differences();
    }

    /// Says in a sentence without a full stop that a newer version of the program made the collections; empty when none
    /// did.
    public Optional<String> madeByNewer() {
        return installer.madeByNewer();
    }

    /// Has the store follow these descriptions from now on, also when a newer version made the collections.
    public void goBack() {
        installer.goBack();
    }

    /// Makes the server what the descriptions say, unless a newer version of the program made the collections.
    ///
    /// @param dropsOthers also drops indexes that nobody described
    /// @return what was different, and isn't any more
    public List<Difference> repair(boolean dropsOthers) {
        if (madeByNewer().isPresent()) {
            return List.of();
        }
        List<Difference> differences = differences();
        installer.repair(differences);
        if (dropsOthers) {
            dropOthers(differences);
        }
        List<Difference> left = differences();
        return differences.stream()
                .filter(difference -> !left.contains(difference))
                .toList();
    }

    private void dropOthers(List<Difference> differences) {
        for (Difference difference : differences) {
            if (difference instanceof ExtraIndex(String collection, String name, Document _)) {
                database.getCollection(collection).dropIndex(name);
            }
        }
        // one of them may have had the place of one of ours
        installer.repair(differences());
    }

    /// Walks over all documents, one after the other, and tells of each that breaks its description.
    public void brokenDocuments(Consumer<BrokenDocument> told) {
        for (CollectionSchema schema : schemas) {
            Document jsonSchema = schema.jsonSchema();
            if (jsonSchema != null) {
                DocumentCheck check = DocumentCheck.of(jsonSchema);
                for (RawBsonDocument document : database.getCollection(schema.name(), RawBsonDocument.class)
                        .find()) {
                    Fault fault = check.document(document);
                    if (fault != null) {
                        told.accept(new BrokenDocument(schema.name(), id(document), fault));
                    }
                }
            }
        }
    }

    private static String id(RawBsonDocument document) {
        BsonValue id = Objects.requireNonNull(document.get("_id"), "every stored document has an _id");
        return switch (id) {
            case BsonObjectId hex -> hex.getValue().toHexString();
            case BsonString text -> text.getValue();
            default -> new BsonDocument("_id", id).toJson();
        };
    }
}
