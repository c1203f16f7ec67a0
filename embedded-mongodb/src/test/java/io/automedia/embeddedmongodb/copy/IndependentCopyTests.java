package io.automedia.embeddedmongodb.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ValidationOptions;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IndependentCopyTests extends CopyContract {
    @Override
    @Nullable
    String targetUri() {
        String uri = System.getenv("AUTOMEDIA_TEST_MONGODB_URI");
        return uri == null || uri.isBlank() ? null : uri;
    }

    @Override
    void stopTarget() {
        // goes on for others
    }

    @Test
    void aValidatorThatTheTargetRefusesCanBeLeftOut() {
        Document numbers = new Document("additionalProperties", new Document("bsonType", "int"));
        source.createCollection(
                "strict",
                new CreateCollectionOptions()
                        .validationOptions(new ValidationOptions()
                                .validator(new Document(
                                        "$jsonSchema", new Document("properties", new Document("counts", numbers))))));
        source.getCollection("strict").insertOne(new Document("_id", 1));
        assertThat(copy(sourceUri(), String.valueOf(targetUri()))).isEqualTo(1);
        assertThat(errors())
                .contains("The target refuses the validator of copy_contract.strict")
                .contains("additionalProperties")
                .contains("--without-validators");
        assertThat(copy(sourceUri(), String.valueOf(targetUri()), "--without-validators"))
                .as("%s", errors())
                .isZero();
        assertThat(all(target, "strict")).hasSize(1);
    }

    @Test
    void theWayBackNamesWhatTheEmbeddedServerLacksAndGoesOnWithoutIt() {
        target.getCollection("back").insertMany(List.of(new Document("_id", 1), new Document("_id", "two")));
        target.getCollection("back").createIndex(Indexes.ascending("a"));
        target.getCollection("back").createIndex(Indexes.text("words"));
        Path made = folder.resolve("made");
        String uri = String.valueOf(targetUri());
        assertThat(copy(uri, made.toString(), "--digest")).isEqualTo(1);
        assertThat(errors())
                .contains("Indexes of type 'text' are not supported")
                .contains("goes on where it was");
        target.getCollection("back").dropIndex("words_text");
        assertThat(copy(uri, made.toString(), "--digest")).as("%s", errors()).isZero();
        assertThat(output()).startsWith("Going on with the copy").containsPattern("copy_contract\\.back +2 +2 +equal");
    }
}
