package io.automedia.embeddedmongodb.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EmbeddedCopyTests extends CopyContract {
    private @Nullable EmbeddedMongoServer other;

    @Override
    String targetUri() {
        if (other == null) {
            other = EmbeddedMongoServer.start(
                    EmbeddedMongoOptions.of(folder.resolve("other")).withMemoryBudget(64L << 20));
        }
        return other.connectionString();
    }

    @Override
    void stopTarget() {
        if (other != null) {
            assertThat(other.verify()).isEmpty();
            other.close();
        }
    }

    @Test
    void aCheckpointIsCopiedWhileItsOriginalServesIntoAFolderThatIsMade() throws IOException {
        source.getCollection("few").insertOne(new Document("_id", 1));
        checkpoint(folder.resolve("checkpoint"));
        source.getCollection("few").insertOne(new Document("_id", 2));
        Path made = folder.resolve("made");
        assertThat(copy(folder.resolve("checkpoint").toString(), made.toString()))
                .as("%s", errors())
                .isZero();
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(EmbeddedMongoOptions.of(made));
                MongoClient client = MongoClients.create(server.connectionString())) {
            assertThat(all(client.getDatabase(source.getName()), "few")).hasSize(1);
        }
    }

    @Test
    void validatorsCanBeLeftOut() {
        source.createCollection("strict");
        source.runCommand(new Document("collMod", "strict").append("validator", new Document("a", 1)));
        assertThat(copy(sourceUri(), targetUri(), "--without-validators")).isZero();
        target.getCollection("strict").insertOne(new Document("a", 2));
        assertThat(all(target, "strict")).hasSize(1);
    }

    @Test
    void aViewIsRefusedByName() {
        BsonDocument view = new BsonDocument("name", new BsonString("seen")).append("type", new BsonString("view"));
        assertThatThrownBy(() -> Copy.requireCopyable("films", view))
                .isInstanceOf(CopyRefused.class)
                .hasMessageContaining("films.seen is a view, and only collections are copied");
    }

    @Test
    void aCopyThatIsNotFinishedIsNoSource() {
        new Progress(source).begin("mongodb://another.example:27017", List.of(source.getName()));
        assertThat(copy(sourceUri(), targetUri())).isEqualTo(1);
        assertThat(errors()).contains("The source itself is a copy that was not finished");
    }

    @Test
    void aConnectionStringCanStandInAFile() throws IOException {
        source.getCollection("few").insertOne(new Document("_id", 1));
        Path file = Files.writeString(folder.resolve("address"), targetUri() + "\n");
        assertThat(copy(sourceUri(), "@" + file)).isZero();
        assertThat(all(target, "few")).hasSize(1);
        assertThat(copy(sourceUri(), "@" + folder.resolve("missing"))).isEqualTo(1);
        assertThat(errors()).contains("with the connection string can't be read");
    }

    @Test
    void whatCannotBeUsedIsRefusedWithASentence() {
        assertThat(copy(folder.resolve("nowhere").toString(), targetUri())).isEqualTo(1);
        assertThat(errors()).contains("There is no data folder of an embedded server in");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(copy(folder.resolve("data").toString(), targetUri())).isEqualTo(1);
        assertThat(errors()).contains("in use by another process");
        assertThat(copy(sourceUri(), targetUri())).isEqualTo(1);
        assertThat(errors()).contains("There is no database copy_contract in mongodb://127.0.0.1:");
        assertThat(copy("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", targetUri()))
                .isEqualTo(1);
        assertThat(errors()).contains("The copy broke off").contains("The same command goes on");
        assertThat(copy("mongodb://", targetUri())).isEqualTo(1);
        assertThat(errors()).contains("A connection string can't be read");
    }

    @Test
    void whatIsNotUnderstoodShowsTheUsage() {
        assertThat(copy(sourceUri(), targetUri(), "--quickly")).isEqualTo(2);
        assertThat(errors()).contains("What is --quickly?").contains("Usage: copy --from PLACE");
        assertThat(copy("--to", targetUri())).isEqualTo(2);
        assertThat(errors()).contains("--from needs a value.");
        assertThat(copy("--help", targetUri())).isZero();
        assertThat(output()).contains("Usage: copy --from PLACE");
    }
}
