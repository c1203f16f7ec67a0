package io.automedia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.storage.Stores;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/// Fails a class of tests when the application asked something that no index serves, whatever the tests were about. The
/// embedded store says how it would answer, of another server it is seen that an index is there. Tests themselves may
/// look through whole collections.
final class NoCollectionScans implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        MongoDatabase database = context.getBean(MongoDatabase.class);
        Indexed indexed = new Indexed(database);
        boolean isEmbedded = context.getBean(Stores.class).mongodbIsEmbedded();
        List<String> scans = new ArrayList<>();
        for (BsonDocument kind : context.getBean(Overheard.class).newKinds()) {
            if (isEmbedded ? scans(database, kind) : !asksForAll(kind) && !indexed.serves(kind)) {
                scans.add(kind.toJson());
            }
        }
        assertThat(scans).as("what no index serves").isEmpty();
    }

    private static boolean asksForAll(BsonDocument kind) {
        return kind.getDocument("filter", new BsonDocument("some", BsonNull.VALUE))
                .isEmpty();
    }

    private static boolean scans(MongoDatabase database, BsonDocument kind) {
        Document plan = database.runCommand(new Document("explain", kind).append("verbosity", "queryPlanner"))
                .get("queryPlanner", Document.class);
        // what was asked of a collection that is gone by now has no plan
        return !plan.get("parsedQuery", new Document()).isEmpty()
                && plan.get("winningPlan", Document.class).toJson().contains("COLLSCAN");
    }
}
