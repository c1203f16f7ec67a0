package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.not;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Which edition of the descriptions a store follows: the newest of those that programs came with. While the
/// nodes are replaced by those of a newer version, the older ones leave what it made as it is.
final class SchemaEdition {
    /// The edition of the descriptions in this program. It rises whenever one of them changes.
    static final int OURS = 14;

    private static final String ID = "schema";
    private static final String EDITION = "edition";

    private final MongoCollection<Document> installation;
    private final Clock clock;

    SchemaEdition(MongoDatabase database, Clock clock) {
        this.installation = database.getCollection(InstallationSchema.NAME);
        this.clock = clock;
    }

    /// The edition that the store follows; 0 when no program has said yet.
    int followed() {
        Document known = installation.find(eq("_id", ID)).first();
        return known != null && known.get(EDITION) instanceof Number edition ? edition.intValue() : 0;
    }

    /// Has the store follow an edition, unless it follows a newer one.
    ///
    /// @return the edition that it follows now
    int reach(int edition) {
        int known = followed();
        while (known < edition) {
            if (follow(and(eq("_id", ID), not(gte(EDITION, edition))), edition) || begin(edition)) {
                return edition;
            }
            // another node was there meanwhile
            known = followed();
        }
        return known;
    }

    /// Has the store follow an edition, also an older one.
    void goBack(int edition) {
        boolean follows = false;
        while (!follows) {
            follows = follow(eq("_id", ID), edition) || begin(edition);
        }
    }

    private boolean follow(Bson which, int edition) {
        return installation
                        .updateOne(
                                which,
                                Updates.combine(Updates.set(EDITION, edition), Updates.set("since", clock.instant())))
                        .getMatchedCount()
                == 1;
    }

    private boolean begin(int edition) {
        return Inserts.unlessThere(
                installation, new Document("_id", ID).append(EDITION, edition).append("since", clock.instant()));
    }
}
