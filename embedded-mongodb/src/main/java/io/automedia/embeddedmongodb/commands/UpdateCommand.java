package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.Query;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import io.automedia.embeddedmongodb.storage.WriteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// `update` and `delete`: several statements, each for itself.
final class UpdateCommand {
    private final Environment environment;
    private final Modifier modifier;

    UpdateCommand(Environment environment, Modifier modifier) {
        this.environment = environment;
        this.modifier = modifier;
    }

    Reply update(Arguments arguments) {
        return new Statements(arguments).run("updates", Statements::update);
    }

    Reply delete(Arguments arguments) {
        return new Statements(arguments).run("deletes", Statements::delete);
    }

    /// The statements of one command, and what they have done so far.
    private final class Statements {
        private final Arguments arguments;
        private final StoredCollection collection;
        private final List<WriteFailure> failures = new ArrayList<>();
        private final List<RawDocument> upserted = new ArrayList<>();
        private int matched;
        private int modified;
        private int deleted;

        private interface Statement {
            void run(Statements statements, Arguments statement, int position);
        }

        Statements(Arguments arguments) {
            this.arguments = arguments;
            this.collection = environment.store().catalogue().findOrCreate(arguments.namespace());
        }

        Reply run(String name, Statement statement) {
            boolean ordered = arguments.flag("ordered", true);
            List<RawDocument> statements = arguments.documents(name);
            for (int i = 0; i < statements.size() && (!ordered || failures.isEmpty()); i++) {
                try {
                    statement.run(this, arguments.within(statements.get(i)), i);
                } catch (MongoError refused) {
                    failures.add(new WriteFailure(i, refused));
                }
            }
            environment.store().awaitDurable();
            return reply(name.equals("updates"));
        }

        private Reply reply(boolean updates) {
            BsonBuilder reply = new BsonBuilder().add("n", updates ? matched + upserted.size() : deleted);
            if (updates) {
                reply.add("nModified", modified);
            }
            if (!upserted.isEmpty()) {
                reply.add("upserted", upserted);
            }
            return new Reply.Fields(
                    InsertCommand.WriteErrors.add(reply, failures).build());
        }

        private void update(Arguments statement, int position) {
            // newer than MongoDB 7; without it another document would be changed than was meant
            statement.refuse("sort");
            boolean multi = statement.flag("multi", false);
            Query query = query(statement);
            QueryLanguage.Update update = environment
                    .language()
                    .update(
                            statement.required("u"),
                            statement.value("arrayFilters"),
                            query.filter(),
                            arguments.document("let"));
            if (multi && isReplacement(statement.required("u"))) {
                throw new MongoError(
                        ErrorCode.FAILED_TO_PARSE, "multi update is not supported for replacement-style update");
            }
            RawDocument inserted = modifier.update(
                    query,
                    update,
                    environment.validator(collection, arguments),
                    !multi,
                    statement.flag("upsert", false),
                    change -> {
                        matched++;
                        modified += change.modified() ? 1 : 0;
                    });
            if (inserted != null) {
                upserted.add(new BsonBuilder()
                        .add("index", position)
                        .add("_id", Objects.requireNonNull(inserted.get("_id")))
                        .build());
            }
        }

        private static boolean isReplacement(RawValue update) {
            if (!update.isDocument()) {
                return false;
            }
            var cursor = update.asDocument().cursor();
            return !cursor.next() || !cursor.name().startsWith("$");
        }

        private void delete(Arguments statement, int position) {
            modifier.delete(query(statement), statement.number("limit", 0) == 1, _ -> deleted++);
        }

        private Query query(Arguments statement) {
            RawDocument filter = statement.document("q");
            statement.refuseCollation();
            return Query.of(collection, filter, environment.language().filter(filter, arguments.document("let")))
                    .hinted(ReadCommands.hint(statement))
                    .until(arguments.deadline());
        }
    }
}
