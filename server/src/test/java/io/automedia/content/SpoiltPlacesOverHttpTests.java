package io.automedia.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That an index of places, where the server has one, never refuses a post: its GeoJSON is written of real places only.
@AutoMediaTest
class SpoiltPlacesOverHttpTests {
    private static final String CONTENT = "/api/v1/content";

    private final Http person;
    /// Writes what it is told to.
    private final MongoCollection<Document> posts;

    SpoiltPlacesOverHttpTests(TestPeople people, MongoClient client, MongoDatabase store) {
        this.person = people.someone().http();
        this.posts = client.getDatabase(store.getName()).getCollection("content");
    }

    private Answer write(String platformId, String text, String metadata) {
        return person.post(
                CONTENT,
                "{\"platform\":\"facebook\",\"platformId\":\"" + platformId + "\",\"content\":{\"text\":\"" + text
                        + "\"},\"metadata\":{" + metadata + "}}");
    }

    private @Nullable Object point(String id) {
        return Objects.requireNonNull(
                        posts.find(Filters.eq("_id", new ObjectId(id))).first())
                .getEmbedded(List.of("metadata", "location"), new Document())
                .get("point");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"lat\":91,\"lng\":0}", "{\"lat\":0,\"lng\":-180.5}", "{\"lat\":\"here\",\"lng\":\"there\"}"})
    void whatIsNoPlaceIsRefusedByNameAndNotByTheStore(String coordinates) {
        Answer refused = write("p" + new ObjectId(), "Nowhere", "\"location\":{\"coordinates\":" + coordinates + "}");
        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).startsWith("metadata.location.coordinates");
    }

    static Stream<Document> spoilt() {
        return Stream.of(
                new Document("lat", 200).append("lng", 3),
                new Document("lat", "48.9").append("lng", "2.4"),
                new Document("lat", Double.NaN).append("lng", 2),
                new Document("lng", 2));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void aPostWhoseCoordinatesAnotherProgramSpoiltIsWrittenLikeAnyOther(Document coordinates) {
        String platformId = "p" + new ObjectId();
        String id = write(platformId, "Snow", "\"location\":{\"coordinates\":{\"lat\":48.9,\"lng\":2.4}}")
                .at("/id");
        posts.updateOne(
                Filters.eq("_id", new ObjectId(id)),
                Updates.set("metadata.location", new Document("name", "Paris").append("coordinates", coordinates)),
                new UpdateOptions().bypassDocumentValidation(true));
        assertThat(person.patch(CONTENT + "/" + id, "{\"tags\":[\"snow\"]}").status())
                .isEqualTo(200);
        assertThat(write(platformId, "More snow", "\"engagement\":{\"likes\":3}")
                        .status())
                .isEqualTo(200);
        assertThat(write(platformId, "Snow", "\"location\":{\"name\":\"Lyon\"}").status())
                .isEqualTo(200);
        assertThat(point(id)).isNull();
        assertThat(person.get(CONTENT + "/" + id)
                        .json()
                        .at("/metadata/location/name")
                        .asString())
                .isEqualTo("Lyon");
        assertThat(write(platformId, "Snow", "\"location\":{\"coordinates\":{\"lat\":45.8,\"lng\":4.8}}")
                        .status())
                .isEqualTo(200);
        assertThat(point(id)).isEqualTo(new Document("type", "Point").append("coordinates", List.of(4.8, 45.8)));
    }

    @Test
    void onlyARealPlaceHasAPoint() {
        assertThat(at(90, -180)).isEqualTo(new ContentMetadata.Point("Point", List.of(-180.0, 90.0)));
        assertThat(at(90.1, 0)).isNull();
        assertThat(at(0, 181)).isNull();
        assertThat(at(Double.NaN, 0)).isNull();
    }

    private static ContentMetadata.@Nullable Point at(double lat, double lng) {
        return new ContentMetadata.Location(null, new ContentMetadata.Coordinates(lat, lng)).point();
    }
}
