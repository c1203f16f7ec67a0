package io.automedia.embeddedmongodb.planner;

import static io.automedia.embeddedmongodb.planner.PlannedPosts.cost;
import static io.automedia.embeddedmongodb.planner.PlannedPosts.newest;
import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions that have an index each, of the same order behind it, are met in the keys.
class IntersectionTests {
    private static final int POSTS = 3_000;

    private PlannedPosts posts;

    @BeforeEach
    void fill(@TempDir Path folder) {
        posts = new PlannedPosts(folder);
        for (String field : List.of("platform", "language", "tags")) {
            posts.index(field, "at", "_id");
        }
        posts.insert(POSTS, IntersectionTests::post);
    }

    @AfterEach
    void close() {
        posts.close();
    }

    /// Every second post is of platform 0, and every second one in language 0, but only few are both.
    private static RawDocument post(int i) {
        return RawDocument.from(Map.of(
                "_id",
                i,
                "platform",
                i % 4 / 2,
                "language",
                i % 100 == 0 ? 0 : 1 - i % 4 / 2,
                "tags",
                List.of(i % 3, i % 5),
                "at",
                i / 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{platform: 0, language: 0}",
                "{platform: 0, language: 0, tags: 2}",
                "{platform: 1, tags: {$in: [1, 2, 4]}}",
                "{platform: {$in: [0, 1]}, language: {$in: [0, 1]}, tags: 4}",
                "{platform: 0, language: 0, at: {$lt: 700}}",
                "{platform: 1, language: 0, at: 100}",
                "{platform: 0, language: 1, at: {$gte: 10, $lt: 900}, _id: {$lt: 2500}}",
                "{platform: 7, language: 0}"
            })
    void theSameIsFoundInEitherOrderAndWithoutOne(String filter) {
        posts.findWhatAFullScanFinds(filter);
        assertThat(posts.explained(newest(posts.query(filter), -1), false).toJson())
                .contains("AND_SORTED");
    }

    @Test
    void onlyWhatMeetsBothIsFetched() {
        BsonDocument explained = posts.explained(
                newest(posts.query("{platform: 0, language: 0}"), -1).page(0, 10), false);
        assertThat(cost(explained, "nReturned")).isEqualTo(10);
        assertThat(cost(explained, "totalDocsExamined")).isEqualTo(10);
    }

    @Test
    void whatMeetsBothIsCountedWithoutADocument() {
        BsonDocument explained = posts.explained(posts.query("{platform: 0, language: 0}"), true);
        assertThat(cost(explained, "nReturned")).isEqualTo(POSTS / 100);
        assertThat(cost(explained, "totalDocsExamined")).isZero();
        assertThat(explained.getDocument("queryPlanner").toJson()).contains("COUNT", "AND_SORTED");
    }
}
