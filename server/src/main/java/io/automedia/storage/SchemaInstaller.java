package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import io.automedia.storage.Difference.ChangedIndex;
import io.automedia.storage.Difference.ChangedValidator;
import io.automedia.storage.Difference.ExtraIndex;
import io.automedia.storage.Difference.MissingCollection;
import io.automedia.storage.Difference.MissingIndex;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the collections, indexes and validators that the descriptions ask for. Running it again changes
/// nothing.
final class SchemaInstaller {
    /// What a node waits for before it changes what is there.
    static final String TURN = "schema";

    private static final Logger log = LoggerFactory.getLogger(SchemaInstaller.class);
    private static final int EXISTS_ALREADY = 48;

    private final MongoDatabase database;
    private final List<CollectionSchema> schemas;
    private final Validators validators;
    private final IndexBuilder builder;
    private final Leases leases;
    private final SchemaEdition editions;
    private final int edition;
    private final Set<ToolIndex> wanted;
    private final Map<String, List<IndexDefinition>> indexes = new LinkedHashMap<>();

    SchemaInstaller(MongoDatabase database, List<CollectionSchema> schemas) {
        this(database, schemas, EnumSet.allOf(ToolIndex.class));
    }

    /// @param wanted the kinds of indexes that are wanted where the server has such
    SchemaInstaller(MongoDatabase database, List<CollectionSchema> schemas, Set<ToolIndex> wanted) {
        this(database, schemas, SchemaEdition.OURS, wanted);
    }

    /// @param edition of these descriptions
    SchemaInstaller(MongoDatabase database, List<CollectionSchema> schemas, int edition) {
        this(database, schemas, edition, EnumSet.allOf(ToolIndex.class));
    }

    private SchemaInstaller(
            MongoDatabase database, List<CollectionSchema> schemas, int edition, Set<ToolIndex> wanted) {
        this.database = database;
        this.schemas = schemas;
        this.validators = new Validators(database);
        this.builder = new IndexBuilder(database);
        this.leases = new Leases(database, Clock.systemUTC());
        this.editions = new SchemaEdition(database, Clock.systemUTC());
        this.edition = edition;
        this.wanted = wanted;
    }

    /// Puts right what is otherwise than described, unless a newer version of the program made it so.
    InstalledSchema install() {
        repair(differences());
        return new InstalledSchema(schemas);
    }

    List<Difference> differences() {
        return new SchemaComparison(database, validators, wanted).differences(schemas);
    }

    /// Makes the server what the descriptions say, but for indexes for people's tools that it can't
    /// make of the documents that are there. What is there besides, stays. Of several nodes one at a
    /// time changes what is there already. What a newer version of the program made is left as it is.
    ///
    /// @throws DuplicatesException when documents have the same values where a unique index allows none
    void repair(List<Difference> differences) {
        if (!leads()) {
            return;
        }
        if (differences.stream().noneMatch(SchemaInstaller::changesWhatIsThere)) {
            putRight(differences);
            return;
        }
        try (Turn _ = Turn.take(leases, TURN)) {
            // another node may have done some of it, also one of a newer version
            if (leads()) {
                putRight(differences());
            }
        }
    }

    private boolean leads() {
        boolean leads = editions.reach(edition) <= edition;
        if (!leads) {
            madeByNewer().ifPresent(words -> log.warn("{}: they are left as they are", words));
        }
        return leads;
    }

    /// Says that a newer version of the program made the collections; empty when none did.
    Optional<String> madeByNewer() {
        int followed = editions.followed();
        return followed <= edition
                ? Optional.empty()
                : Optional.of("A newer version of AutoMedia made the collections (edition " + followed
                        + " of their descriptions, and this version has " + edition + ")");
    }

    /// Has the store follow these descriptions from now on, also when a newer version made the collections.
    void goBack() {
        editions.goBack(edition);
    }

    private static boolean changesWhatIsThere(Difference difference) {
        return difference instanceof ChangedIndex || difference instanceof ChangedValidator;
    }

    private void putRight(List<Difference> differences) {
        for (Difference difference : differences) {
            switch (difference) {
                case MissingCollection(String name) -> create(schema(name));
                case MissingIndex(String name, IndexDefinition index) -> add(name, index);
                case ChangedIndex(String name, IndexDefinition index) -> builder.replace(name, index);
                case ChangedValidator(String name) -> validate(schema(name));
                case ExtraIndex ignored -> {
                    // somebody wants it
                }
            }
        }
        indexes.forEach(builder::make);
        indexes.clear();
    }

    private CollectionSchema schema(String name) {
        return schemas.stream()
                .filter(schema -> schema.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void create(CollectionSchema schema) {
        try {
            database.createCollection(schema.name());
        } catch (MongoCommandException anotherNodeDid) {
            if (anotherNodeDid.getErrorCode() != EXISTS_ALREADY) {
                throw anotherNodeDid;
            }
        }
        schema.allIndexes().stream()
                .filter(index -> canBeMade(schema.name(), index.tool()))
                .forEach(index -> add(schema.name(), index));
        validate(schema);
    }

    private boolean canBeMade(String collection, @Nullable ToolIndex tool) {
        return tool == null || (wanted.contains(tool) && tool.isKnownTo(database, collection));
    }

    /// All of a collection are made at once, in one walk over its documents.
    private void add(String collection, IndexDefinition index) {
        indexes.computeIfAbsent(collection, name -> new ArrayList<>()).add(index);
    }

    private void validate(CollectionSchema schema) {
        Document jsonSchema = schema.jsonSchema();
        if (jsonSchema != null) {
            validators.set(schema.name(), jsonSchema);
        }
    }
}
