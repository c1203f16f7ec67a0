package io.automedia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.storage.Stores;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/// Fails a class of tests when the application asked something that no index of the embedded store serves, whatever the
/// tests were
/// about. Tests themselves may look through whole collections.
final class NoCollectionScans implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        if (!context.getBean(Stores.class).mongodbIsEmbedded()) {
            return;
        }
        MongoDatabase database = context.getBean(MongoDatabase.class);
        List<String> scans = new ArrayList<>();
        for (BsonDocument kind : context.getBean(Overheard.class).newKinds()) {
            Document plan = database.runCommand(new Document("explain", kind).append("verbosity", "queryPlanner"))
                    .get("queryPlanner", Document.class);
            if (!plan.get("parsedQuery", Document.class).isEmpty()
                    && plan.get("winningPlan", Document.class).toJson().contains("COLLSCAN")) {
                scans.add(kind.toJson());
            }
        }
        assertThat(scans).as("what no index serves").isEmpty();
    }
}
