package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.flag;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/// One of the two servers.
final class Side {
    static final String BROKEN_DOWN = "brokenDown";

    private static final int INTERNAL_ERROR = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final MongoDatabase database;

    Side(MongoClient client) {
        database = client.getDatabase("embedded_fuzz_" + ProcessHandle.current().pid());
    }

    /// What the server answers, without what MongoDB leaves open; after a write with the documents
    /// that it was about.
    BsonDocument run(BsonDocument command) {
        BsonDocument answer;
        try {
            answer = Answers.of(command, database.runCommand(command, BsonDocument.class));
        } catch (MongoCommandException refused) {
            answer = refused.getErrorCode() == INTERNAL_ERROR ? breakdown() : Answers.refusal(refused.getErrorCode());
        }
        return Commands.writes(command)
                ? answer.append("then", Answers.settled(contents(Commands.touched(command))))
                : answer;
    }

    /// Waits until a server that broke down serves again.
    private BsonDocument breakdown() {
        var _ = contents();
        return new BsonDocument(BROKEN_DOWN, flag(true));
    }

    /// Sends a command again and again while the server is starting after a breakdown.
    private BsonDocument insist(BsonDocument command) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return database.runCommand(command, BsonDocument.class);
            } catch (MongoException down) {
                if (down.getCode() != INTERNAL_ERROR || System.nanoTime() > until) {
                    throw down;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// The words of the refusal, for whoever looks into a difference.
    String complaint(BsonDocument command) {
        try {
            return database.runCommand(command, BsonDocument.class)
                    .getArray("writeErrors", new BsonArray())
                    .toString();
        } catch (MongoCommandException refused) {
            return refused.getErrorMessage();
        }
    }

    BsonArray contents() {
        return contents(new BsonDocument());
    }

    private BsonArray contents(BsonDocument filter) {
        BsonDocument find =
                document("find", text("fuzz")).append("filter", filter).append("batchSize", number(1000));
        return Answers.byIdentity(insist(find).getDocument("cursor").getArray("firstBatch"));
    }

    void drop() {
        database.drop();
    }

    void become(BsonArray contents) {
        BsonDocument all = document("q", new BsonDocument()).append("limit", number(0));
        var _ = insist(document("delete", text("fuzz")).append("deletes", list(all)));
        if (!contents.isEmpty()) {
            var _ = insist(document("insert", text("fuzz"))
                    .append("documents", contents)
                    .append("ordered", flag(false)));
        }
    }
}
