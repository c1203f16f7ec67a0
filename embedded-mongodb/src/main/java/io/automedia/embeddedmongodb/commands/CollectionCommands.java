package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Catalogue;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Commands that create, list, change and drop collections and databases.
final class CollectionCommands {
    private static final List<String> OPTIONS = List.of("validator", "validationLevel", "validationAction");
    private static final List<String> UNSUPPORTED = List.of(
            "capped", "timeseries", "viewOn", "clusteredIndex", "changeStreamPreAndPostImages", "encryptedFields");

    private final Environment environment;

    CollectionCommands(Environment environment) {
        this.environment = environment;
    }

    private Catalogue catalogue() {
        return environment.store().catalogue();
    }

    Reply create(Arguments arguments) {
        UNSUPPORTED.forEach(arguments::refuse);
        arguments.refuseCollation();
        RawDocument options = options(RawDocument.EMPTY, arguments.body());
        checkValidator(options);
        catalogue().create(arguments.namespace(), options);
        return new Reply.Fields(RawDocument.EMPTY);
    }

    Reply change(Arguments arguments) {
        StoredCollection collection = existing(arguments.namespace());
        BsonBuilder reply = new BsonBuilder();
        RawDocument options = options(collection.options(), arguments.body());
        if (!options.equals(collection.options())) {
            checkValidator(options);
            collection.changeOptions(options);
        }
        RawDocument index = arguments.document("index");
        if (!index.isEmpty()) {
            changeExpiry(collection, arguments.within(index), reply);
        }
        return new Reply.Fields(reply.build());
    }

    private static void changeExpiry(StoredCollection collection, Arguments wanted, BsonBuilder reply) {
        RawDocument pattern = wanted.document("keyPattern");
        String name = wanted.text("name");
        Index index = collection.indexes().stream()
                .filter(each -> each.definition().name().equals(name)
                        || (!pattern.isEmpty() && each.definition().keyPattern().equals(pattern)))
                .findFirst()
                .orElseThrow(() -> new MongoError(
                        ErrorCode.INDEX_NOT_FOUND,
                        "cannot find index " + wanted.body() + " for ns " + collection.namespace()));
        long seconds = wanted.number("expireAfterSeconds", -1);
        if (seconds < 0) {
            throw new MongoError(ErrorCode.INVALID_OPTIONS, "only expireAfterSeconds of an index can be changed");
        }
        Long before = index.definition().expireAfterSeconds();
        BsonBuilder changed = new BsonBuilder();
        for (ElementCursor cursor = index.definition().specification().cursor(); cursor.next(); ) {
            if (!cursor.name().equals("expireAfterSeconds")) {
                changed.addElement(index.definition().specification(), cursor);
            }
        }
        collection
                .indexWriter()
                .change(index, changed.add("expireAfterSeconds", seconds).build());
        reply.add("expireAfterSeconds_old", (Object) before).add("expireAfterSeconds_new", seconds);
    }

    /// The options with those changed that a command mentions.
    private static RawDocument options(RawDocument old, RawDocument command) {
        BsonBuilder options = new BsonBuilder();
        for (String name : OPTIONS) {
            RawValue value = command.get(name);
            RawValue kept = value == null ? old.get(name) : value;
            if (kept != null) {
                options.add(name, kept);
            }
        }
        return options.build();
    }

    private void checkValidator(RawDocument options) {
        RawValue validator = options.get("validator");
        if (validator != null) {
            environment.language().validator(validator.asDocument());
        }
        checkOneOf(options, "validationLevel", Set.of("off", "strict", "moderate"));
        checkOneOf(options, "validationAction", Set.of("error", "warn"));
    }

    private static void checkOneOf(RawDocument options, String name, Set<String> allowed) {
        RawValue value = options.get(name);
        if (value != null && !(value.toObject() instanceof String text && allowed.contains(text))) {
            throw new MongoError(
                    ErrorCode.BAD_VALUE,
                    "Enumeration value " + value + " for field '" + name + "' is not a valid value.");
        }
    }

    Reply drop(Arguments arguments) {
        Namespace namespace = arguments.namespace();
        StoredCollection collection = catalogue().find(namespace);
        int indexes = collection == null ? 0 : collection.indexes().size();
        BsonBuilder reply = new BsonBuilder();
        if (catalogue().drop(namespace)) {
            reply.add("nIndexesWas", indexes).add("ns", namespace.toString());
        }
        return new Reply.Fields(reply.build());
    }

    Reply dropDatabase(Arguments arguments) {
        List<StoredCollection> collections = catalogue().inDatabase(arguments.database());
        collections.forEach(collection -> catalogue().drop(collection.namespace()));
        return new Reply.Fields(
                new BsonBuilder().add("dropped", arguments.database()).build());
    }

    Reply rename(Arguments arguments) {
        catalogue()
                .rename(
                        full(arguments.required("renameCollection").asString()),
                        full(arguments.required("to").asString()),
                        arguments.flag("dropTarget", false));
        return new Reply.Fields(RawDocument.EMPTY);
    }

    private static Namespace full(String name) {
        int dot = name.indexOf('.');
        return Namespace.of(dot < 0 ? "" : name.substring(0, dot), name.substring(dot + 1));
    }

    Reply list(Arguments arguments) {
        boolean nameOnly = arguments.flag("nameOnly", false);
        Predicate<RawDocument> filter = environment.language().filter(arguments.document("filter"), RawDocument.EMPTY);
        List<RawDocument> collections = new ArrayList<>();
        for (StoredCollection collection : catalogue().inDatabase(arguments.database())) {
            RawDocument full = describe(collection);
            if (filter.test(full)) {
                collections.add(nameOnly ? shortened(collection) : full);
            }
        }
        Namespace namespace = new Namespace(arguments.database(), "$cmd.listCollections");
        long batchSize = arguments.within(arguments.document("cursor")).number("batchSize", -1);
        return environment.cursors().open(namespace, Results.of(collections), batchSize, false);
    }

    private static RawDocument shortened(StoredCollection collection) {
        return new BsonBuilder()
                .add("name", collection.namespace().collection())
                .add("type", "collection")
                .build();
    }

    private static RawDocument describe(StoredCollection collection) {
        return new BsonBuilder()
                .addAll(shortened(collection))
                .add("options", collection.options())
                .beginDocument("info")
                .add("readOnly", false)
                .add("uuid", (Object) collection.uuid())
                .end()
                .add("idIndex", collection.indexes().getFirst().definition().specification())
                .build();
    }

    Reply listDatabases(Arguments arguments) {
        boolean nameOnly = arguments.flag("nameOnly", false);
        Predicate<RawDocument> filter = environment.language().filter(arguments.document("filter"), RawDocument.EMPTY);
        List<RawDocument> databases = new ArrayList<>();
        long total = 0;
        for (String name : catalogue().databases()) {
            long size = catalogue().inDatabase(name).stream()
                    .mapToLong(StoredCollection::bytes)
                    .sum();
            RawDocument full = new BsonBuilder()
                    .add("name", name)
                    .add("sizeOnDisk", size)
                    .add("empty", false)
                    .build();
            if (filter.test(full)) {
                databases.add(nameOnly ? new BsonBuilder().add("name", name).build() : full);
                total += size;
            }
        }
        BsonBuilder reply = new BsonBuilder().add("databases", databases);
        return new Reply.Fields((nameOnly ? reply : reply.add("totalSize", total)).build());
    }

    StoredCollection existing(Namespace namespace) {
        StoredCollection collection = catalogue().find(namespace);
        if (collection == null) {
            throw new MongoError(ErrorCode.NAMESPACE_NOT_FOUND, "ns does not exist: " + namespace);
        }
        return collection;
    }
}
