package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.HitCursor;
import io.automedia.embeddedmongodb.planner.Query;
import io.automedia.embeddedmongodb.planner.SortPattern;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `find`, `count`, `distinct` and the cursors.
final class ReadCommands {
    private final Environment environment;

    ReadCommands(Environment environment) {
        this.environment = environment;
    }

    Reply find(Arguments arguments) {
        Namespace namespace = arguments.namespace();
        for (String unsupported : List.of("tailable", "min", "max", "returnKey", "showRecordId", "awaitData")) {
            arguments.refuse(unsupported);
        }
        long limit = arguments.number("limit", 0);
        boolean single = arguments.flag("singleBatch", false) || limit < 0;
        StoredCollection collection = environment.store().catalogue().find(namespace);
        if (collection == null) {
            check(arguments, "filter");
            return environment.cursors().open(namespace, Results.of(List.of()), -1, true);
        }
        Query query = query(arguments, collection, "filter").page(arguments.nonNegative("skip"), Math.abs(limit));
        UnaryOperator<RawDocument> projection = projection(arguments, query.filter());
        Results results = open(query, projection);
        return environment.cursors().open(namespace, results, arguments.number("batchSize", -1), single);
    }

    private @Nullable UnaryOperator<RawDocument> projection(Arguments arguments, RawDocument filter) {
        RawDocument projection = arguments.document("projection");
        return projection.isEmpty()
                ? null
                : environment.language().projection(projection, filter, arguments.document("let"));
    }

    private Results open(Query query, @Nullable UnaryOperator<RawDocument> projection) {
        Snapshot snapshot = environment.store().snapshot();
        try {
            HitCursor cursor = environment.planner().find(query, snapshot);
            Hits hits = new Hits(cursor);
            return new Results(projection == null ? hits : new Mapped(hits, projection), () -> {
                cursor.close();
                snapshot.close();
            });
        } catch (RuntimeException failed) {
            snapshot.close();
            throw failed;
        }
    }

    private record Mapped(Iterator<RawDocument> documents, UnaryOperator<RawDocument> change)
            implements Iterator<RawDocument> {
        @Override
        public boolean hasNext() {
            return documents.hasNext();
        }

        @Override
        public RawDocument next() {
            return change.apply(documents.next());
        }
    }

    /// Refuses what would be refused if there were a collection.
    private void check(Arguments arguments, String filterName) {
        arguments.refuseCollation();
        environment.language().filter(arguments.document(filterName), arguments.document("let"));
        SortPattern.of(arguments.document("sort"));
    }

    /// The query of a command.
    Query query(Arguments arguments, StoredCollection collection, String filterName) {
        arguments.refuseCollation();
        RawDocument filter = arguments.document(filterName);
        var matcher = environment.language().filter(filter, arguments.document("let"));
        SortPattern sort = SortPattern.of(arguments.document("sort"));
        return Query.of(collection, filter, matcher)
                .sorted(sort)
                .hinted(hint(arguments))
                .until(arguments.deadline());
    }

    static @Nullable RawValue hint(Arguments arguments) {
        RawValue hint = arguments.value("hint");
        return hint != null && hint.isDocument() && hint.asDocument().isEmpty() ? null : hint;
    }

    Reply getMore(Arguments arguments) {
        RawValue id = arguments.required("getMore");
        Namespace namespace = new Namespace(
                arguments.database(), arguments.required("collection").asString());
        long cursorId = id.toObject() instanceof Number number ? number.longValue() : 0;
        return environment.cursors().more(cursorId, namespace, arguments.nonNegative("batchSize"));
    }

    Reply killCursors(Arguments arguments) {
        List<Long> killed = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (ElementCursor cursor = arguments.required("cursors").asDocument().cursor(); cursor.next(); ) {
            long id = cursor.value().asInt64();
            (environment.cursors().kill(id) ? killed : unknown).add(id);
        }
        return new Reply.Fields(new BsonBuilder()
                .add("cursorsKilled", killed)
                .add("cursorsNotFound", unknown)
                .add("cursorsAlive", List.of())
                .add("cursorsUnknown", List.of())
                .build());
    }

    Reply count(Arguments arguments) {
        StoredCollection collection = environment.store().catalogue().find(arguments.namespace());
        long count = 0;
        if (collection == null) {
            check(arguments, "query");
        } else {
            Query page = query(arguments, collection, "query")
                    .page(arguments.nonNegative("skip"), Math.abs(arguments.number("limit", 0)));
            try (Snapshot snapshot = environment.store().snapshot()) {
                count = environment.planner().count(page, snapshot);
            }
        }
        return new Reply.Fields(counted(new BsonBuilder(), "n", count).build());
    }

    /// MongoDB answers with an int where one suffices.
    static BsonBuilder counted(BsonBuilder builder, String name, long count) {
        return count == (int) count ? builder.add(name, (int) count) : builder.add(name, count);
    }

    Reply distinct(Arguments arguments) {
        StoredCollection collection = environment.store().catalogue().find(arguments.namespace());
        String key = arguments.text("key");
        if (key == null || key.isEmpty()) {
            throw new MongoError(ErrorCode.BAD_VALUE, "distinct needs a non-empty 'key'");
        }
        List<RawValue> values = List.of();
        if (collection == null) {
            check(arguments, "query");
        } else {
            Query query = query(arguments, collection, "query");
            try (Snapshot snapshot = environment.store().snapshot()) {
                values = environment.planner().distinct(key, query, snapshot);
            }
        }
        return new Reply.Fields(new BsonBuilder().add("values", values).build());
    }
}
