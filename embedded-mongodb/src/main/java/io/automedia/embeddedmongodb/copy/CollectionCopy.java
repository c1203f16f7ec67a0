package io.automedia.embeddedmongodb.copy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.embeddedmongodb.copy.Progress.Entry;
import io.automedia.embeddedmongodb.copy.Progress.Stage;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// Copies one collection: the documents in the order of `_id`, then a comparison, then the indexes and the validator.
/// In this order nothing is refused or expires at the target before it was compared.
final class CollectionCopy {
    private static final List<String> VALIDATION = List.of("validator", "validationLevel", "validationAction");

    /// What a server says about an index beyond the wishes of whoever made it.
    private static final Set<String> NOT_OF_AN_INDEX = Set.of("v", "ns", "background", "storageEngine");

    private final MongoDatabase targetDatabase;
    private final MongoCollection<RawBsonDocument> source;
    private final MongoCollection<RawBsonDocument> target;
    private final BsonDocument options;
    private final Progress progress;
    private final PrintStream output;

    /// @param description of the source's collection, as it lists it
    CollectionCopy(
            MongoDatabase sourceDatabase,
            MongoDatabase targetDatabase,
            BsonDocument description,
            Progress progress,
            PrintStream output) {
        String name = description.getString("name").getValue();
        this.targetDatabase = targetDatabase;
        this.source = sourceDatabase.getCollection(name, RawBsonDocument.class);
        this.target = targetDatabase.getCollection(name, RawBsonDocument.class);
        this.options = description.getDocument("options", new BsonDocument());
        this.progress = progress;
        this.output = output;
    }

    /// Does what is left to do.
    Outcome run(boolean digest, boolean validators) {
        MongoNamespace name = target.getNamespace();
        Entry entry = progress.of(name);
        if (entry == null || entry.hasNothing()) {
            entry = create();
        }
        if (entry.stage() == Stage.DOCUMENTS) {
            entry = new DocumentCopy(source, target, progress, output).run(entry);
        }
        if (entry.stage() == Stage.DONE) {
            return new Outcome(name, entry.summary(), entry.summary());
        }
        Outcome outcome = new Outcome(name, Summary.of(source, digest), Summary.of(target, digest));
        if (outcome.isEqual()) {
            createIndexes();
            if (validators && options.containsKey("validator")) {
                setValidator();
            }
            progress.save(name, Entry.done(outcome.source()));
        }
        return outcome;
    }

    /// Drops what an interrupted copy may have begun here.
    private Entry create() {
        progress.save(target.getNamespace(), Entry.NOTHING);
        target.drop();
        BsonDocument create = new BsonDocument("create", name());
        options.forEach((option, value) -> {
            if (!VALIDATION.contains(option)) {
                create.append(option, value);
            }
        });
        targetDatabase.runCommand(create);
        return Entry.NOTHING;
    }

    private void createIndexes() {
        BsonArray indexes = new BsonArray();
        for (BsonDocument index : source.listIndexes(BsonDocument.class)) {
            if (!Objects.equals(index.get("name"), new BsonString("_id_"))) {
                NOT_OF_AN_INDEX.forEach(index::remove);
                indexes.add(index);
            }
        }
        if (!indexes.isEmpty()) {
            targetDatabase.runCommand(new BsonDocument("createIndexes", name()).append("indexes", indexes));
        }
    }

    /// As a change, since some servers take it in no other way.
    private void setValidator() {
        BsonDocument change = new BsonDocument("collMod", name());
        for (String option : VALIDATION) {
            BsonValue value = options.get(option);
            if (value != null) {
                change.append(option, value);
            }
        }
        try {
            targetDatabase.runCommand(change);
        } catch (MongoCommandException refused) {
            throw new CopyRefused("The target refuses the validator of " + target.getNamespace() + ": "
                    + refused.getErrorMessage() + ". With --without-validators the same command goes on without them.");
        }
    }

    private BsonString name() {
        return new BsonString(target.getNamespace().getCollectionName());
    }
}
