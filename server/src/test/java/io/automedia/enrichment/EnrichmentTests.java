package io.automedia.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Stumbling;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// Posts that stop whoever wants to understand them, among others.
@AutoMediaTest
class EnrichmentTests {
    private static final List<String> TEXTS =
            List.of("Snow", Stumbling.EXCEPTION, "Rain", Stumbling.STACK_OVERFLOW, "Sun");

    private final TestPeople people;
    private final MongoDatabase database;

    EnrichmentTests(TestPeople people, MongoDatabase database) {
        this.people = people;
        this.database = database;
    }

    @Test
    void aPostThatCanNotBeUnderstoodStopsNoOther() {
        TestPerson ada = people.someone();
        for (String text : TEXTS) {
            assertThat(add(ada, text)).isEqualTo(201);
        }
        await().untilAsserted(() -> assertThat(posts(ada)).allSatisfy(post -> {
            Document enrichment = post.getEmbedded(List.of("metadata", "enrichment"), Document.class);
            assertThat(enrichment).isEqualTo(new Document("version", Enricher.VERSION));
        }));
        assertThat(posts(ada))
                .extracting(
                        post -> post.getEmbedded(List.of("content", "text"), String.class),
                        post -> post.get("processedAt") != null)
                .containsExactlyInAnyOrder(
                        tuple("Snow", true),
                        tuple(Stumbling.EXCEPTION, false),
                        tuple("Rain", true),
                        tuple(Stumbling.STACK_OVERFLOW, false),
                        tuple("Sun", true));
    }

    private static int add(TestPerson person, String text) {
        return person.http()
                .post(
                        "/api/v1/content",
                        "{\"platform\":\"x\",\"platformId\":\"%s\",\"content\":{\"text\":\"%s\"}}"
                                .formatted(id(person, text), text))
                .status();
    }

    private List<Document> posts(TestPerson person) {
        List<String> ids = TEXTS.stream().map(text -> id(person, text)).toList();
        return database.getCollection("content")
                .find(Filters.and(Filters.eq("platform", "x"), Filters.in("platformId", ids)))
                .into(new ArrayList<>());
    }

    private static String id(TestPerson person, String text) {
        return person.user().id() + " " + text;
    }
}
