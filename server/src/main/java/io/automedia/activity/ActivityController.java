package io.automedia.activity;

import io.automedia.access.Caller;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/v1/activity`.
@RestController
final class ActivityController {
    private final Activities activities;

    ActivityController(Activities activities) {
        this.activities = activities;
    }

    @GetMapping("/api/v1/activity")
    Page<ActivityView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after) {
        return activities.list(caller, PageRequest.of(limit, offset, after, null));
    }
}
