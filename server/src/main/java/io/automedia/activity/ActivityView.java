package io.automedia.activity;

import java.time.Instant;
import java.util.Map;

/// An activity as its person sees it, and as Redis keeps it.
record ActivityView(String id, String type, Instant at, Map<String, Object> data) {
    static ActivityView of(Activity activity) {
        return new ActivityView(activity.id().toHexString(), activity.type(), activity.at(), activity.data());
    }
}
