package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.Query;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Change;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `findAndModify`: takes one document, and nobody else takes the same.
final class FindAndModifyCommand {
    private final Environment environment;
    private final ReadCommands reads;
    private final Modifier modifier;

    FindAndModifyCommand(Environment environment, ReadCommands reads, Modifier modifier) {
        this.environment = environment;
        this.reads = reads;
        this.modifier = modifier;
    }

    Reply run(Arguments arguments) {
        StoredCollection collection = environment.store().catalogue().findOrCreate(arguments.namespace());
        boolean remove = arguments.flag("remove", false);
        if (remove == (arguments.value("update") != null)) {
            throw new MongoError(
                    ErrorCode.FAILED_TO_PARSE,
                    remove
                            ? "Cannot specify both an update and remove=true"
                            : "Either an update or remove=true must be specified");
        }
        Query query = reads.query(arguments, collection, "query");
        Query ordered = query.sort().isEmpty() ? query : query.page(0, 1);
        return new Reply.Fields(remove ? remove(arguments, ordered) : update(arguments, ordered));
    }

    private RawDocument remove(Arguments arguments, Query query) {
        List<RawDocument> removed = new ArrayList<>();
        modifier.delete(query, true, removed::add);
        environment.store().awaitDurable();
        BsonBuilder state = new BsonBuilder().add("n", removed.size());
        return reply(state, removed.isEmpty() ? null : removed.getFirst(), arguments, query);
    }

    private RawDocument update(Arguments arguments, Query query) {
        QueryLanguage.Update update = environment
                .language()
                .update(
                        arguments.required("update"),
                        arguments.value("arrayFilters"),
                        query.filter(),
                        arguments.document("let"));
        List<Change> changes = new ArrayList<>();
        RawDocument inserted = modifier.update(
                query,
                update,
                environment.validator(query.collection(), arguments),
                true,
                arguments.flag("upsert", false),
                changes::add);
        environment.store().awaitDurable();
        boolean wantsNew = arguments.flag("new", false);
        BsonBuilder state = new BsonBuilder()
                .add("n", inserted != null || !changes.isEmpty() ? 1 : 0)
                .add("updatedExisting", !changes.isEmpty());
        if (inserted != null) {
            state.add("upserted", Objects.requireNonNull(inserted.get("_id")));
            return reply(state, wantsNew ? inserted : null, arguments, query);
        }
        if (changes.isEmpty()) {
            return reply(state, null, arguments, query);
        }
        Change change = changes.getFirst();
        return reply(state, wantsNew ? change.after() : change.before(), arguments, query);
    }

    private RawDocument reply(BsonBuilder state, @Nullable RawDocument value, Arguments arguments, Query query) {
        RawDocument fields = arguments.document("fields");
        RawDocument shown = value == null || fields.isEmpty()
                ? value
                : environment
                        .language()
                        .projection(fields, query.filter(), arguments.document("let"))
                        .apply(value);
        return new BsonBuilder()
                .add("lastErrorObject", state.build())
                .add("value", (Object) shown)
                .build();
    }
}
