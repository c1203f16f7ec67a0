package io.automedia.content;

import static io.automedia.content.ContentFixtures.caller;
import static io.automedia.content.ContentFixtures.post;
import static io.automedia.content.ContentFixtures.somebody;
import static io.automedia.content.ContentFixtures.understood;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.LeasedLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// A server with the stores of posts and libraries, emptied before each test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContentContract {
    ConfigurableApplicationContext context;
    MongoDatabase database;
    ContentLibrary library;
    Processing processing;
    TopicMarks marks;
    Removals removals;
    Doubts doubts;

    UserId ada = somebody();
    UserId ben = somebody();

    abstract ConfigurableApplicationContext start(Path folder);

    @BeforeAll
    void begin(@TempDir Path data) {
        context = start(data);
        database = context.getBean(MongoDatabase.class);
        library = context.getBean(ContentLibrary.class);
        processing = context.getBean(Processing.class);
        marks = context.getBean(TopicMarks.class);
        removals = context.getBean(Removals.class);
        doubts = context.getBean(Doubts.class);
        // its sweeps are made by hand here
        context.getBean("contentSweep", LeasedLoop.class).stop();
    }

    @AfterAll
    void stop() {
        ContentApplication.stop(context);
    }

    @BeforeEach
    void empty() {
        for (String name : List.of("content", "libraryItems", "engagementSnapshots", "tombstones")) {
            ContestedWrites.run(() -> database.getCollection(name).deleteMany(new Document()));
        }
        ada = somebody();
        ben = somebody();
    }

    /// As another program would, with nothing checked.
    void spoil(String platformId, Bson change) {
        context.getBean(MongoClient.class)
                .getDatabase(database.getName())
                .getCollection("content")
                .updateOne(
                        Filters.eq("platformId", platformId),
                        change,
                        new UpdateOptions().bypassDocumentValidation(true));
    }

    void understandAll(List<TopicMatch> matches) {
        for (Lane lane : Lane.values()) {
            List<DuePost> due = processing.due(1_000, lane);
            processing.processed(
                    due.stream().map(one -> understood(one, matches)).toList());
        }
    }

    LibraryPost get(UserId user, String platformId) {
        return find(user, ContentQuery.all()).items().stream()
                .filter(post -> post.content().platformId().equals(platformId))
                .findFirst()
                .orElseThrow();
    }

    Page<LibraryPost> find(UserId user, ContentQuery query) {
        return library.find(caller(user), query, PageRequest.first(100));
    }

    static ContentQuery query(String... parameters) {
        Map<String, List<String>> given = new java.util.HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], List.of(parameters[i + 1]));
        }
        return ContentQuery.of(given);
    }

    long count(String collection) {
        return database.getCollection(collection).countDocuments();
    }

    Document only(String collection) {
        return java.util.Objects.requireNonNull(
                database.getCollection(collection).find().first());
    }
}
