package io.automedia.updates;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Faults;
import io.automedia.shared.Page;
import io.automedia.shared.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/v1/updates`: the sequence of the WebSocket for clients that ask.
@RestController
final class UpdatesController {
    private static final int MOST = 1_000;

    private final Updates updates;
    private final Access access;

    UpdatesController(Updates updates, Access access) {
        this.updates = updates;
        this.access = access;
    }

    /// Some events in order.
    ///
    /// @param latest the number of the newest event
    /// @param resync whether some events after the number asked for are no longer kept
    record Answer(List<Map<String, Object>> items, Page.Info page, long latest, boolean resync) {}

    @GetMapping("/api/v1/updates")
    Answer after(
            Caller caller,
            @Schema(minimum = "0") @RequestParam(defaultValue = "0") long after,
            @Schema(minimum = "1", maximum = "" + MOST) @RequestParam(defaultValue = "100") int limit) {
        Faults faults = new Faults();
        faults.unless(limit >= 1 && limit <= MOST, "limit", "must be between 1 and " + MOST);
        faults.unless(after >= 0, "after", "must not be negative");
        faults.raise();
        UserId user = access.requirePerson(caller);
        List<Update> found = updates.after(user, after, limit + 1);
        boolean more = found.size() > limit;
        List<Update> shown = more ? found.subList(0, limit) : found;
        long latest = updates.latestSeq(user);
        long last = shown.isEmpty() ? after : shown.getLast().seq();
        return new Answer(
                shown.stream().map(UpdateJson::view).toList(),
                new Page.Info(limit, 0, Math.max(0, latest - after), false, more, more ? Long.toString(last) : null),
                latest,
                !updates.reaches(user, after));
    }
}
