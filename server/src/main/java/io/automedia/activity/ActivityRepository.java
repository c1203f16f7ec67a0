package io.automedia.activity;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.automedia.shared.UserId;
import io.automedia.storage.InstalledSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Repository;

/// The activities.
@Repository
class ActivityRepository {
    /// How long they are kept.
    static final Duration KEPT = Duration.ofDays(90);

    /// So many of a person are shown.
    static final int NEWEST = 1_000;

    private final MongoCollection<Activity> activities;

    ActivityRepository(MongoDatabase database, InstalledSchema installed) {
        this.activities = database.getCollection(ActivitiesSchema.COLLECTION, Activity.class);
    }

    void insert(Activity activity) {
        activities.insertOne(activity);
    }

    /// A person's newest, the newest first.
    List<Activity> newest(UserId user) {
        return activities
                .find(eq("userId", user.value()))
                .sort(Sorts.descending("at", "_id"))
                .limit(NEWEST)
                .into(new ArrayList<>());
    }

    void removeOf(UserId user) {
        activities.deleteMany(eq("userId", user.value()));
    }
}
