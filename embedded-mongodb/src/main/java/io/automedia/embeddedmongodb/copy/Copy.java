package io.automedia.embeddedmongodb.copy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;

/// Copies databases from one place to another, or what is left of them.
final class Copy {
    private static final Set<String> SERVERS_OWN = Set.of("admin", "config", "local");
    private static final String SYSTEM = "system.";

    private final Place from;
    private final Place to;
    private final CopyOptions options;
    private final PrintStream output;

    Copy(Place from, Place to, CopyOptions options, PrintStream output) {
        this.from = from;
        this.to = to;
        this.options = options;
        this.output = output;
    }

    /// What was found on both sides in the end, by collection.
    ///
    /// @throws CopyRefused before anything is written, or when the target refuses a validator
    List<Outcome> run() {
        List<String> databases = databases(options.databases());
        databases.forEach(this::requireCopyable);
        Progress progress = new Progress(target(databases.getFirst()));
        databases.forEach(database -> requireNothingElse(database, progress));
        boolean goesOn = progress.begin(from.name(), databases);
        output.println((goesOn ? "Going on with the copy of " : "Copying ") + String.join(", ", databases) + " from "
                + from.name() + " to " + to.name());
        List<Outcome> outcomes = new ArrayList<>();
        for (String database : databases) {
            for (BsonDocument collection : collections(source(database))) {
                outcomes.add(new CollectionCopy(source(database), target(database), collection, progress, output)
                        .run(options.digest(), options.validators()));
            }
        }
        if (outcomes.stream().allMatch(Outcome::isEqual)) {
            progress.end();
        }
        return outcomes;
    }

    private List<String> databases(List<String> wanted) {
        List<String> present = new ArrayList<>();
        from.client().listDatabaseNames().forEach(present::add);
        for (String name : wanted) {
            if (!present.contains(name)) {
                throw new CopyRefused("There is no database " + name + " in " + from.name() + ".");
            }
        }
        List<String> databases = (wanted.isEmpty() ? present : wanted)
                .stream().filter(name -> !SERVERS_OWN.contains(name)).sorted().toList();
        if (databases.isEmpty()) {
            throw new CopyRefused("There is no database to copy in " + from.name() + ".");
        }
        return databases;
    }

    private MongoDatabase source(String database) {
        return from.client().getDatabase(database);
    }

    private MongoDatabase target(String database) {
        return to.client().getDatabase(database).withWriteConcern(WriteConcern.MAJORITY);
    }

    private static List<BsonDocument> collections(MongoDatabase database) {
        List<BsonDocument> collections = new ArrayList<>();
        for (BsonDocument collection : database.listCollections(BsonDocument.class)) {
            if (!name(collection).startsWith(SYSTEM)) {
                collections.add(collection);
            }
        }
        collections.sort(Comparator.comparing(Copy::name));
        return collections;
    }

    private static String name(BsonDocument collection) {
        return collection.getString("name").getValue();
    }

    private void requireCopyable(String database) {
        collections(source(database)).forEach(collection -> requireCopyable(database, collection));
    }

    /// @param collection as a server lists it
    static void requireCopyable(String database, BsonDocument collection) {
        String type = collection.getString("type").getValue();
        if (!type.equals("collection")) {
            throw new CopyRefused(database + "." + name(collection) + " is a " + type
                    + ", and only collections are copied: name other databases, or make the copy with"
                    + " mongodump and mongorestore.");
        }
        if (name(collection).equals(Progress.COLLECTION)) {
            throw new CopyRefused("The source itself is a copy that was not finished: finish that one first.");
        }
    }

    private void requireNothingElse(String database, Progress progress) {
        MongoDatabase target = target(database);
        for (BsonDocument collection : collections(target)) {
            String name = name(collection);
            boolean ours = name.equals(Progress.COLLECTION)
                    || progress.of(target.getCollection(name).getNamespace()) != null;
            if (!ours) {
                throw new CopyRefused("The target holds " + database + "." + name
                        + ", which is none of this copy. Nothing is copied over other data: name another server,"
                        + " or drop the database there.");
            }
        }
    }
}
