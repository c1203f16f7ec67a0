package io.automedia.activity;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.bson.types.ObjectId;

/// An activity as its person sees it, and as Redis keeps it.
record ActivityView(String id, String type, Instant at, Map<String, Object> data) {
    /// The newest first.
    static final Comparator<ActivityView> ORDER = Comparator.comparing(ActivityView::at)
            .thenComparing(ActivityView::objectId)
            .reversed();

    static ActivityView of(Activity activity) {
        return new ActivityView(activity.id().toHexString(), activity.type(), activity.at(), activity.data());
    }

    ObjectId objectId() {
        return new ObjectId(id);
    }
}
