package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.KeyRotation;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import io.automedia.embeddedmongodb.storage.Verification;
import io.automedia.embeddedmongodb.storage.WriteLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// `collStats`, `dbStats`, `serverStatus`, `validate`.
final class StatisticsCommands {
    private final Environment environment;
    private final CollectionCommands collections;
    private final Instant started;

    StatisticsCommands(Environment environment, CollectionCommands collections) {
        this.environment = environment;
        this.collections = collections;
        this.started = environment.clock().instant();
    }

    Reply collection(Arguments arguments) {
        StoredCollection collection = environment.store().catalogue().find(arguments.namespace());
        BsonBuilder reply = new BsonBuilder().add("ns", arguments.namespace().toString());
        if (collection == null) {
            return new Reply.Fields(
                    reply.add("count", 0).add("size", 0).add("nindexes", 0).build());
        }
        sizes(reply, collection.count(), collection.bytes());
        reply.add("nindexes", collection.indexes().size()).beginDocument("indexUses");
        for (Index index : collection.indexes()) {
            reply.add(index.definition().name(), index.uses());
        }
        return new Reply.Fields(reply.end().build());
    }

    Reply database(Arguments arguments) {
        List<StoredCollection> all = environment.store().catalogue().inDatabase(arguments.database());
        long documents = all.stream().mapToLong(StoredCollection::count).sum();
        long bytes = all.stream().mapToLong(StoredCollection::bytes).sum();
        int indexes = all.stream().mapToInt(each -> each.indexes().size()).sum();
        BsonBuilder reply = new BsonBuilder()
                .add("db", arguments.database())
                .add("collections", all.size())
                .add("views", 0)
                .add("objects", documents)
                .add("avgObjSize", documents == 0 ? 0.0 : (double) bytes / documents)
                .add("dataSize", (double) bytes)
                .add("storageSize", (double) bytes)
                .add("indexes", indexes);
        return new Reply.Fields(reply.build());
    }

    private static void sizes(BsonBuilder reply, long documents, long bytes) {
        reply.add("count", documents)
                .add("size", bytes)
                .add("avgObjSize", documents == 0 ? 0 : bytes / documents)
                .add("storageSize", bytes);
    }

    Reply server() {
        Duration up = Duration.between(started, environment.clock().instant());
        RawDocument reply = new BsonBuilder()
                .add("host", "127.0.0.1")
                .add("version", "7.0.0")
                .add("process", "embedded-mongodb")
                .add("pid", ProcessHandle.current().pid())
                .add("uptime", (double) up.toSeconds())
                .add("uptimeMillis", up.toMillis())
                .add("localTime", (Object) environment.clock().instant())
                .beginDocument("storageEngine")
                .add("name", "rocksdb")
                .add("persistent", true)
                .end()
                .beginDocument("metrics")
                .add("openCursors", environment.cursors().count())
                .add("walSyncs", environment.store().syncs())
                .add("cacheBytes", environment.store().cacheUsage())
                .end()
                .addAll(rotation())
                .addAll(logArchive())
                .build();
        return new Reply.Fields(reply);
    }

    /// How far the encryption with another key has come, where there is one.
    private RawDocument rotation() {
        KeyRotation rotation = environment.store().rotation();
        if (rotation == null) {
            return RawDocument.EMPTY;
        }
        long documents = environment.store().catalogue().all().stream()
                .mapToLong(StoredCollection::count)
                .sum();
        return new BsonBuilder()
                .beginDocument("keyRotation")
                .add("finished", rotation.isFinished())
                .add("done", rotation.done())
                .add("documents", documents)
                .end()
                .build();
    }

    /// How far the archive of the log is behind, where there is one.
    private RawDocument logArchive() {
        WriteLog log = environment.store().log();
        if (!log.isKept()) {
            return RawDocument.EMPTY;
        }
        BsonBuilder status = new BsonBuilder()
                .beginDocument("logArchive")
                .add("archived", log.released())
                .add("written", log.latest())
                .add("keptBytes", log.keptBytes());
        String failure = log.failure();
        return (failure == null ? status : status.add("failure", failure)).end().build();
    }

    Reply validate(Arguments arguments) {
        StoredCollection collection = collections.existing(arguments.namespace());
        List<String> wrong = Verification.of(environment.store(), collection);
        if (wrong.size() > 1000) {
            throw new MongoError(ErrorCode.INTERNAL_ERROR, "More than 1000 errors; the first: " + wrong.getFirst());
        }
        return new Reply.Fields(new BsonBuilder()
                .add("ns", collection.namespace().toString())
                .add("valid", wrong.isEmpty())
                .add("nrecords", collection.count())
                .add("nIndexes", collection.indexes().size())
                .add("errors", wrong)
                .build());
    }
}
