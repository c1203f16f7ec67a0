package io.automedia.schema;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// That nothing is sent to any server that breaks a description, by whichever method of the driver.
@AutoMediaTest
class CheckedWritesTests {
    private final MongoCollection<Document> topics;
    private final Document right;
    private final Document wrong;
    private final TestPeople people;
    private final RequestMappingHandlerMapping mappings;

    CheckedWritesTests(
            MongoDatabase database,
            InstalledSchema installed,
            TestPeople people,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.people = people;
        this.mappings = mappings;
        topics = database.getCollection("topics");
        Document description = Objects.requireNonNull(
                installed.collection("topics").orElseThrow().jsonSchema());
        right = new Generated(11).full(description);
        wrong = new Document(right).append("_id", new ObjectId()).append("weight", 6);
    }

    @BeforeEach
    void oneIsThere() {
        topics.replaceOne(eq("_id", right.get("_id")), right, new ReplaceOptions().upsert(true));
    }

    @Test
    void aWrongDocumentIsRefusedByEveryMethodThatWritesOne() {
        refused("weight", () -> topics.insertOne(wrong));
        refused("weight", () -> topics.insertMany(List.of(wrong)));
        refused("weight", () -> topics.replaceOne(eq("_id", right.get("_id")), wrong));
        refused("weight", () -> topics.findOneAndReplace(eq("_id", right.get("_id")), wrong));
        refused("weight", () -> topics.bulkWrite(List.of(new InsertOneModel<>(wrong))));
        refused("weight", () -> topics.withDocumentClass(BsonDocument.class).insertOne(wrong.toBsonDocument()));
        assertThat(topics.find(eq("_id", wrong.get("_id"))).first()).isNull();
    }

    @Test
    void aWrongChangeIsRefusedByEveryMethodThatMakesOne() {
        Document before = stored();
        var change = Updates.set("keywords.0.weight", 2);
        var which = eq("_id", right.get("_id"));
        refused("keywords.0.weight", () -> topics.updateOne(which, change));
        refused("keywords.0.weight", () -> topics.updateMany(which, change));
        refused("keywords.0.weight", () -> topics.findOneAndUpdate(which, change));
        refused("keywords.0.weight", () -> topics.bulkWrite(List.of(new UpdateOneModel<>(which, change))));
        refused("keywords.0.weight", () -> topics.bulkWrite(List.of(new UpdateManyModel<>(which, change))));
        refused(
                "userId",
                () -> topics.updateOne(
                        eq("name", "Nobody"), Updates.set("weight", 1), new UpdateOptions().upsert(true)));
        refused(
                "userId",
                () -> topics.findOneAndUpdate(
                        eq("name", "Nobody"), Updates.set("weight", 1), new FindOneAndUpdateOptions().upsert(true)));
        assertThat(topics.find(which).first()).isEqualTo(before);
    }

    @Test
    void nothingOfABulkIsWrittenWhenOneOfItIsWrong() {
        Document other = new Document(right).append("_id", new ObjectId()).append("name", "Other");
        refused("weight", () -> topics.insertMany(List.of(other, wrong)));
        refused(
                "isActive",
                () -> topics.bulkWrite(List.of(
                        new InsertOneModel<>(other),
                        new UpdateOneModel<>(eq("_id", right.get("_id")), Updates.unset("isActive")))));
        assertThat(topics.find(eq("_id", other.get("_id"))).first()).isNull();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aRefusalIsOneLineOfTheLogWhateverAFieldIsCalled(CapturedOutput output) {
        refused(
                "a\nb",
                () -> topics.insertOne(
                        new Document(right).append("_id", new ObjectId()).append("a\nb", 1)));
        assertThat(output).contains("Nothing was written to topics: a b ");
    }

    /// A part of the program that has a fault.
    record Careless(MongoCollection<Document> topics, Document wrong) {
        @ResponseBody
        Object answer() {
            topics.insertOne(wrong);
            return Map.of();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whoAsksLearnsThatItIsNotHisFault(CapturedOutput output) throws NoSuchMethodException {
        RequestMappingInfo careless = RequestMappingInfo.paths("/api/v1/careless")
                .methods(RequestMethod.POST)
                .options(mappings.getBuilderConfiguration())
                .build();
        mappings.registerMapping(careless, new Careless(topics, wrong), Careless.class.getDeclaredMethod("answer"));
        try {
            Answer answer = people.someone().http().post("/api/v1/careless", "{}");
            assertThat(answer.status()).as("%s", answer).isEqualTo(500);
            assertThat(answer.at("/code")).isEqualTo("SYS001");
            assertThat(answer.at("/detail")).startsWith("Something went wrong here. The log tells more under ");
            assertThat(answer.text()).doesNotContain("weight", "topics");
            assertThat(output).contains("Nothing was written to topics: weight must be a number from 1 to 5");
        } finally {
            mappings.unregisterMapping(careless);
        }
    }

    private Document stored() {
        return Objects.requireNonNull(topics.find(eq("_id", right.get("_id"))).first());
    }

    private static void refused(String field, ThrowingCallable write) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(write)
                .satisfies(refusal -> assertThat(refusal.problem())
                        .isInstanceOfSatisfying(
                                Problem.Unkept.class,
                                unkept -> assertThat(unkept.detail()).startsWith(field + " ")));
    }
}
