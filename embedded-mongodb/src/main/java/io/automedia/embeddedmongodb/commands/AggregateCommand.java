package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.HitCursor;
import io.automedia.embeddedmongodb.planner.Query;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// `aggregate`: the first stages are answered like a query, by index; the rest streams through the language.
final class AggregateCommand {
    private final Environment environment;

    AggregateCommand(Environment environment) {
        this.environment = environment;
    }

    Reply run(Arguments arguments) {
        arguments.refuseCollation();
        boolean onCollection = arguments.required("aggregate").type() == ElementType.STRING;
        Namespace namespace =
                onCollection ? arguments.namespace() : new Namespace(arguments.database(), "$cmd.aggregate");
        if (arguments.value("cursor") == null && arguments.value("explain") == null) {
            throw new MongoError(
                    ErrorCode.FAILED_TO_PARSE,
                    "The 'cursor' option is required, except for aggregate with the explain argument");
        }
        Pipeline pipeline = Pipeline.of(arguments.documents("pipeline"));
        StoredCollection collection =
                onCollection ? environment.store().catalogue().find(namespace) : null;
        long batchSize = arguments.within(arguments.document("cursor")).number("batchSize", -1);
        Results results = collection == null ? empty(arguments, pipeline) : open(arguments, pipeline, collection);
        return environment.cursors().open(namespace, results, batchSize, false);
    }

    private Results empty(Arguments arguments, Pipeline pipeline) {
        return new Results(rest(arguments, pipeline.all(), Collections.emptyIterator()), () -> {});
    }

    Query query(Arguments arguments, Pipeline pipeline, StoredCollection collection) {
        return Query.of(
                        collection,
                        pipeline.filter(),
                        environment.language().filter(pipeline.filter(), arguments.document("let")))
                .sorted(pipeline.sort())
                .page(pipeline.skip(), pipeline.limit())
                .hinted(ReadCommands.hint(arguments))
                .until(arguments.deadline());
    }

    private Results open(Arguments arguments, Pipeline pipeline, StoredCollection collection) {
        Query query = query(arguments, pipeline, collection);
        Snapshot snapshot = environment.store().snapshot();
        try {
            if (pipeline.counts()) {
                long count = environment.planner().count(query, snapshot);
                snapshot.close();
                Iterator<RawDocument> counted = pipeline.counted(count).iterator();
                return new Results(rest(arguments, pipeline.afterCount(), counted), () -> {});
            }
            HitCursor cursor = environment.planner().find(query, snapshot);
            return new Results(rest(arguments, pipeline.rest(), new Hits(cursor)), () -> {
                cursor.close();
                snapshot.close();
            });
        } catch (RuntimeException failed) {
            snapshot.close();
            throw failed;
        }
    }

    private Iterator<RawDocument> rest(Arguments arguments, List<RawDocument> stages, Iterator<RawDocument> input) {
        return stages.isEmpty()
                ? input
                : environment
                        .language()
                        .pipeline(
                                stages,
                                input,
                                (name, filter) -> find(arguments.database(), name, filter),
                                arguments.document("let"));
    }

    /// Documents of another collection, for stages that join.
    private Iterator<RawDocument> find(String database, String name, RawDocument filter) {
        StoredCollection collection = environment.store().catalogue().find(new Namespace(database, name));
        if (collection == null) {
            return Collections.emptyIterator();
        }
        Query query = Query.of(collection, filter, environment.language().filter(filter, RawDocument.EMPTY));
        try (Snapshot snapshot = environment.store().snapshot();
                HitCursor cursor = environment.planner().find(query, snapshot)) {
            List<RawDocument> found = new ArrayList<>();
            new Hits(cursor).forEachRemaining(found::add);
            return found.iterator();
        }
    }

    RawDocument explain(Arguments arguments, StoredCollection collection) {
        Pipeline pipeline = Pipeline.of(arguments.documents("pipeline"));
        Query query = query(arguments, pipeline, collection);
        try (Snapshot snapshot = environment.store().snapshot()) {
            return new BsonBuilder()
                    .addAll(environment.planner().explain(query, snapshot, pipeline.counts()))
                    .add("stages", pipeline.rest())
                    .build();
        }
    }
}
