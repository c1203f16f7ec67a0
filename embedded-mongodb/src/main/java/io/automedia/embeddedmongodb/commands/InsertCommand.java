package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import io.automedia.embeddedmongodb.storage.WriteFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `insert`.
final class InsertCommand {
    private final Environment environment;

    InsertCommand(Environment environment) {
        this.environment = environment;
    }

    Reply run(Arguments arguments) {
        List<RawDocument> documents = arguments.documents("documents");
        boolean ordered = arguments.flag("ordered", true);
        StoredCollection collection = environment.store().catalogue().findOrCreate(arguments.namespace());
        QueryLanguage.Validator validator = environment.validator(collection, arguments);
        List<RawDocument> accepted = new ArrayList<>(documents.size());
        List<Integer> positions = new ArrayList<>(documents.size());
        List<WriteFailure> failures = new ArrayList<>();
        for (int i = 0; i < documents.size() && (!ordered || failures.isEmpty()); i++) {
            try {
                RawDocument document = environment.objectIds().withId(documents.get(i));
                if (validator != null) {
                    validator.check(document);
                }
                accepted.add(document);
                positions.add(i);
            } catch (MongoError refused) {
                failures.add(new WriteFailure(i, refused));
            }
        }
        List<WriteFailure> unwritten = collection.writer().insert(accepted, ordered);
        environment.store().awaitDurable();
        return reply(accepted.size(), positions, failures, unwritten, ordered);
    }

    private static Reply reply(
            int accepted,
            List<Integer> positions,
            List<WriteFailure> refused,
            List<WriteFailure> unwritten,
            boolean ordered) {
        List<WriteFailure> failures = new ArrayList<>();
        unwritten.forEach(failure -> failures.add(new WriteFailure(positions.get(failure.index()), failure.error())));
        int written = ordered && !unwritten.isEmpty() ? unwritten.getFirst().index() : accepted - unwritten.size();
        if (!ordered || unwritten.isEmpty()) {
            failures.addAll(refused);
        }
        return new Reply.Fields(
                WriteErrors.add(new BsonBuilder().add("n", written), failures).build());
    }

    /// The `writeErrors` of a reply.
    static final class WriteErrors {
        private WriteErrors() {}

        static BsonBuilder add(BsonBuilder reply, List<WriteFailure> failures) {
            if (failures.isEmpty()) {
                return reply;
            }
            List<WriteFailure> sorted = new ArrayList<>(failures);
            sorted.sort(Comparator.comparingInt(WriteFailure::index));
            reply.beginArray("writeErrors");
            int position = 0;
            for (WriteFailure failure : sorted) {
                reply.add(Integer.toString(position++), failure.error().toWriteError(failure.index()));
            }
            return reply.end();
        }
    }
}
