package io.automedia.trends;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.storage.InstalledSchema;
import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The lists of trends.
@Repository
class TrendRepository {
    private final MongoCollection<TrendList> lists;

    TrendRepository(MongoDatabase database, InstalledSchema installed) {
        this.lists = database.getCollection(TrendsSchema.COLLECTION, TrendList.class);
    }

    @Nullable
    TrendList find(String location) {
        return lists.find(eq("_id", location))
                .projection(Projections.exclude(PendingUpdate.FIELD))
                .first();
    }

    /// Keeps a list, with what is to be announced of it.
    void put(TrendList list, List<PendingUpdate> announcements) {
        List<Bson> changes = new ArrayList<>(List.of(Updates.set("at", list.at()), Updates.set("items", list.items())));
        if (!announcements.isEmpty()) {
            changes.add(PendingUpdate.push(announcements));
        }
        lists.updateOne(eq("_id", list.id()), Updates.combine(changes), new UpdateOptions().upsert(true));
    }

    /// The places that have trends and were not counted since a moment: nothing is talked about there any
    /// more.
    List<String> outOfDate(Instant moment) {
        return lists.find(and(lt("at", moment), ne("items", List.of())))
                .projection(Projections.include("at", "items"))
                .map(TrendList::id)
                .into(new ArrayList<>());
    }
}
