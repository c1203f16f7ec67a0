package io.automedia.platforms;

import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import io.automedia.webhooks.WebhookView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/platforms`
@RestController
@RequestMapping("/api/v1/platforms")
final class PlatformController {
    private static final Orders<Platform> ORDERS = new Orders<>(List.of(
            Keyset.newest("createdAt", Platform::createdAt, Platform::id),
            Keyset.newest("updatedAt", Platform::updatedAt, Platform::id)));

    private final Platforms platforms;
    private final Sources sources;

    PlatformController(Platforms platforms, Sources sources) {
        this.platforms = platforms;
        this.sources = sources;
    }

    /// A connection as the API shows it; secrets in `config` are masked.
    ///
    /// @param runs whether this instance can fetch over it
    record PlatformView(
            String id,
            String userId,
            String name,
            String type,
            Map<String, String> config,
            PlatformStatus status,
            boolean runs,
            Platform.@Nullable RateLimit rateLimit,
            Statistics statistics,
            List<WebhookView> webhooks,
            Platform.Settings settings,
            @Nullable Instant lastSync,
            Instant createdAt,
            Instant updatedAt) {
        /// What came over it so far.
        record Statistics(long totalCollected, long todayCollected, Platform.Errors errors) {}

        static PlatformView of(Platform platform, boolean runs) {
            Platform.Statistics statistics = platform.statistics();
            return new PlatformView(
                    platform.id().toHexString(),
                    platform.userId().toHexString(),
                    platform.name(),
                    platform.type(),
                    Credentials.masked(platform),
                    platform.status(),
                    runs,
                    platform.rateLimit(),
                    new Statistics(statistics.totalCollected(), statistics.todayCollected(), statistics.errors()),
                    platform.webhooks().stream().map(WebhookView::of).toList(),
                    platform.settings(),
                    platform.lastSync(),
                    platform.createdAt(),
                    platform.updatedAt());
        }
    }

    /// How well a connection is covered, source by source.
    record Coverage(
            String id,
            String type,
            PlatformStatus status,
            boolean runs,
            Platform.@Nullable RateLimit rateLimit,
            @Nullable Instant lastSync,
            MonitoredSource.Counts counts,
            List<SourceView> sources) {}

    /// How many sources are being fetched.
    record Syncing(long sources) {}

    @GetMapping
    Page<PlatformView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable PlatformStatus status,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        PageRequest page = PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder);
        String wanted = type == null ? null : platforms.requireType(caller, type);
        List<Platform> all = platforms.list(caller).stream()
                .filter(platform -> wanted == null || platform.type().equals(wanted))
                .filter(platform -> status == null || platform.status() == status)
                .toList();
        return ORDERS.page("platforms", all, page).map(this::view);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PlatformView> create(
            Caller caller, @Schema(requiredProperties = "type") @RequestBody PlatformRequest request) {
        Platform platform = platforms.create(caller, request);
        return new Etag(platform.version()).created("/api/v1/platforms/" + platform.id(), view(platform));
    }

    @GetMapping("/{id}")
    ResponseEntity<PlatformView> get(Caller caller, @PathVariable String id) {
        return answer(platforms.get(caller, Ids.objectId(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<PlatformView> change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PlatformRequest request) {
        return answer(platforms.change(caller, Ids.objectId(id), request, Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        platforms.delete(caller, Ids.objectId(id), Etag.demanded(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Syncing> sync(Caller caller, @PathVariable String id) {
        return ResponseEntity.accepted().body(new Syncing(platforms.sync(caller, Ids.objectId(id))));
    }

    @GetMapping("/{id}/status")
    Coverage coverage(Caller caller, @PathVariable String id) {
        ObjectId platformId = Ids.objectId(id);
        Platform platform = platforms.get(caller, platformId);
        boolean runs = platforms.runs(platform.type());
        List<MonitoredSource> monitored = sources.list(caller, platformId);
        return new Coverage(
                id,
                platform.type(),
                platform.status(),
                runs,
                platform.rateLimit(),
                platform.lastSync(),
                monitored.stream()
                        .map(MonitoredSource::counts)
                        .reduce(MonitoredSource.Counts.NONE, MonitoredSource.Counts::plus),
                monitored.stream().map(source -> SourceView.of(source, runs)).toList());
    }

    private PlatformView view(Platform platform) {
        return PlatformView.of(platform, platforms.runs(platform.type()));
    }

    private ResponseEntity<PlatformView> answer(Platform platform) {
        return new Etag(platform.version()).on(view(platform));
    }
}
