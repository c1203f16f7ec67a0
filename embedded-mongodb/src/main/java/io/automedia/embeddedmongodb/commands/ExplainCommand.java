package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.Query;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.util.Map;

/// `explain` of queries; it changes nothing, also not for updates and deletes.
final class ExplainCommand {
    private final Environment environment;
    private final ReadCommands reads;
    private final AggregateCommand aggregate;

    ExplainCommand(Environment environment, ReadCommands reads, AggregateCommand aggregate) {
        this.environment = environment;
        this.reads = reads;
        this.aggregate = aggregate;
    }

    Reply run(Arguments arguments) {
        RawDocument explained = arguments.document("explain");
        ElementCursor cursor = explained.cursor();
        if (!cursor.next()) {
            throw new MongoError(ErrorCode.FAILED_TO_PARSE, "explain needs a command");
        }
        return explain(new Arguments(cursor.name(), arguments.database(), explained, Map.of()));
    }

    /// Explains the command itself, as `aggregate` with the option `explain` wants.
    Reply explain(Arguments inner) {
        StoredCollection collection = environment.store().catalogue().find(inner.namespace());
        if (collection == null) {
            return new Reply.Fields(new BsonBuilder()
                    .add("queryPlanner", Map.of("winningPlan", Map.of("stage", "EOF")))
                    .add("executionStats", Map.of("nReturned", 0, "totalKeysExamined", 0, "totalDocsExamined", 0))
                    .build());
        }
        return new Reply.Fields(
                switch (inner.command()) {
                    case "find" ->
                        run(
                                reads.query(inner, collection, "filter")
                                        .page(inner.nonNegative("skip"), Math.abs(inner.number("limit", 0))),
                                false);
                    case "count" -> run(reads.query(inner, collection, "query"), true);
                    case "distinct", "findAndModify", "findandmodify" ->
                        run(reads.query(inner, collection, "query"), false);
                    case "aggregate" -> aggregate.explain(inner, collection);
                    case "update" -> statement(inner, "updates", collection);
                    case "delete" -> statement(inner, "deletes", collection);
                    default ->
                        throw new MongoError(
                                ErrorCode.COMMAND_NOT_FOUND,
                                "Explain failed due to unknown command: " + inner.command());
                });
    }

    private RawDocument statement(Arguments inner, String name, StoredCollection collection) {
        Arguments first = inner.within(inner.documents(name).getFirst());
        return run(reads.query(first, collection, "q"), false);
    }

    private RawDocument run(Query query, boolean counting) {
        try (Snapshot snapshot = environment.store().snapshot()) {
            return environment.planner().explain(query, snapshot, counting);
        }
    }
}
