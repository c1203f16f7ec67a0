package io.automedia.trends;

import io.automedia.access.Caller;
import io.automedia.shared.Faults;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/v1/trends`.
@RestController
final class TrendsController {
    private static final int MOST = 100;

    private final Trends trends;

    TrendsController(Trends trends) {
        this.trends = trends;
    }

    /// The trends of a place, the highest first.
    record Answer(String location, List<Trend> items) {}

    @GetMapping("/api/v1/trends")
    Answer list(
            Caller caller,
            @RequestParam(defaultValue = Trends.WORLDWIDE) String location,
            @Schema(minimum = "1", maximum = "" + MOST) @RequestParam(defaultValue = "10") int limit) {
        Faults faults = new Faults();
        faults.unless(limit >= 1 && limit <= MOST, "limit", "must be between 1 and " + MOST);
        faults.unless(TrendCounter.place(location) != null, "location", "must have 1 to 80 letters");
        faults.raise();
        return new Answer(location, trends.list(caller, location, limit));
    }
}
