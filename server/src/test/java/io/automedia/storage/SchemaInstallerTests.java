package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import io.automedia.testing.AutoMediaTest;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one node does where another one is at it too.
@AutoMediaTest
class SchemaInstallerTests {
    private final MongoDatabase database;
    private final SchemaInstaller node;
    private final MongoCollection<Document> tombstones;

    SchemaInstallerTests(MongoClient client, InstalledSchema installed) {
        this.database = client.getDatabase("installed-" + new ObjectId());
        List<CollectionSchema> schemas =
                List.of(installed.collection("tombstones").orElseThrow());
        this.node = new SchemaInstaller(database, schemas);
        this.tombstones = database.getCollection("tombstones");
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    private List<Difference> anIndexIsOtherwise() {
        node.install();
        tombstones.dropIndex("at");
        tombstones.createIndex(new Document("at", -1), new IndexOptions().name("at"));
        List<Difference> seen = node.differences();
        assertThat(seen).singleElement().isInstanceOf(Difference.ChangedIndex.class);
        return seen;
    }

    @Test
    void anIndexThatAnotherNodeHasDroppedInBetweenIsMade() {
        List<Difference> seen = anIndexIsOtherwise();
        tombstones.dropIndex("at");
        node.repair(seen);
        assertThat(node.differences()).isEmpty();
    }

    @Test
    void anIndexThatAnotherNodeHasReplacedInBetweenStays() {
        List<Difference> seen = anIndexIsOtherwise();
        node.repair(seen);
        node.repair(seen);
        assertThat(node.differences()).isEmpty();
    }
}
