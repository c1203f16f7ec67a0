package io.automedia.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@AutoMediaTest
class NearTests {
    private static final String CONTENT = "/api/v1/content";

    private final MongoDatabase store;
    private final Http person;

    NearTests(TestPeople people, MongoDatabase store) {
        this.store = store;
        this.person = people.someone().http();
        write("paris", 48.8566, 2.3522);
        write("versailles", 48.8049, 2.1204);
        write("london", 51.5074, -0.1278);
        write("suva", -18.1416, 178.4419);
        write("apia", -13.8333, -171.7667);
        write("pole", 89.9, 100);
        person.post(CONTENT, "{\"platform\":\"facebook\",\"content\":{\"text\":\"nowhere\"}}");
    }

    private String write(String text, double lat, double lng) {
        return person.post(
                        CONTENT,
                        "{\"platform\":\"facebook\",\"platformId\":\"" + text + new ObjectId()
                                + "\",\"content\":{\"text\":\""
                                + text + "\"},\"metadata\":{\"location\":{\"coordinates\":{\"lat\":" + lat + ",\"lng\":"
                                + lng + "}}}}")
                .at("/id");
    }

    private List<String> texts(String query) {
        Answer answer = person.get(CONTENT + "?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json()
                .at("/items")
                .valueStream()
                .map(post -> post.at("/content/text").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "48.85,2.35,5 | paris",
                "48.85,2.35,25 | versailles paris",
                "48.85,2.35,400 | london versailles paris",
                "48.85,2.35,330 | versailles paris",
                "-16,180,1200 | apia suva",
                "-16,-180,1200 | apia suva",
                "-16,178,500 | suva",
                "90,0,20 | pole",
                "0,0,20100 | pole apia suva london versailles paris",
                "0,0,1 |"
            })
    void onlyWhatWasWrittenWithinTheCircleIsListed(String near, String expected) {
        assertThat(texts("sortBy=collectedAt&near=" + near))
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void itGoesWithOtherFiltersAndPages() {
        assertThat(texts("near=48.85,2.35,25&platform=twitter")).isEmpty();
        Answer first = person.get(CONTENT + "?near=48.85,2.35,400&limit=2");
        assertThat(first.json().at("/page/total").asInt()).isEqualTo(3);
        List<String> both = new ArrayList<>(first.json()
                .at("/items")
                .valueStream()
                .map(post -> post.at("/content/text").asString())
                .toList());
        both.addAll(texts("near=48.85,2.35,400&limit=2&after=" + first.at("/page/next")));
        assertThat(both).containsExactlyInAnyOrderElementsOf(texts("near=48.85,2.35,400"));
    }

    @Test
    void aPostThatMovesIsFoundWhereItIs() {
        String id = "moving" + new ObjectId();
        for (int lng : new int[] {10, 20}) {
            person.post(
                    CONTENT,
                    "{\"platform\":\"facebook\",\"platformId\":\"" + id
                            + "\",\"content\":{\"text\":\"moving\"},\"metadata\":{\"location\":{\"coordinates\":{\"lat\":5,\"lng\":"
                            + lng + "}}}}");
        }
        assertThat(texts("near=5,10,50")).isEmpty();
        assertThat(texts("near=5,20,50")).containsExactly("moving");
    }

    @Test
    void postsFromBeforeAreFound() {
        ObjectId id = new ObjectId(write("old", 40.4, -3.7));
        store.getCollection("content").updateOne(new Document("_id", id), Updates.unset("metadata.location.point"));
        store.getCollection("libraryItems")
                .updateOne(
                        new Document("contentId", id),
                        Updates.combine(Updates.unset("place"), Updates.unset("squares")));
        assertThat(texts("near=40.4,-3.7,5")).isEmpty();
        MissingPlaces missing = new MissingPlaces(store);
        assertThat(missing.change(store.getCollection("content"), new Document("_id", id)))
                .isOne();
        assertThat(missing.change(store.getCollection("content"), new Document("_id", id)))
                .isZero();
        assertThat(texts("near=40.4,-3.7,5")).containsExactly("old");
    }

    @Test
    void thePlaceIsMirroredAsGeoJsonAndTheDocumentStays() {
        String id = write("mirrored", 1.5, -2.5);
        Document location = Objects.requireNonNull(store.getCollection("content")
                        .find(new Document("_id", new ObjectId(id)))
                        .first())
                .get("metadata", Document.class)
                .get("location", Document.class);
        assertThat(location.get("coordinates")).isEqualTo(new Document("lat", 1.5).append("lng", -2.5));
        assertThat(location.get("point"))
                .isEqualTo(new Document("type", "Point").append("coordinates", List.of(-2.5, 1.5)));
        assertThat(person.get(CONTENT + "/" + id)
                        .json()
                        .at("/metadata/location")
                        .propertyNames())
                .doesNotContain("point");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"48.85,2.35", "91,0,5", "0,181,5", "0,0,0", "0,0,-1", "0,0,30000", "a,b,c", "1,2,3,4", "NaN,0,1"
            })
    void whatIsNoCircleIsRefused(String near) {
        Answer refused = person.get(CONTENT + "?near=" + near);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("near");
    }
}
