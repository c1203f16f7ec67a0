package io.automedia.topics;

import static java.util.Objects.requireNonNull;

import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
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

/// `/api/v1/topics`
@RestController
@RequestMapping("/api/v1/topics")
final class TopicController {
    private static final Orders<Topic> ORDERS = new Orders<>(List.of(
            Keyset.byNumber("weight", false, Topic::weight, Topic::id),
            Keyset.newest("createdAt", Topic::createdAt, Topic::id),
            Keyset.newest("updatedAt", Topic::updatedAt, Topic::id)));

    private final Topics topics;
    private final TopicPreview preview;
    private final TopicTallies tallies;

    TopicController(Topics topics, TopicPreview preview, TopicTallies tallies) {
        this.topics = topics;
        this.preview = preview;
        this.tallies = tallies;
    }

    /// A topic as the API shows it.
    record TopicView(
            String id,
            String userId,
            String name,
            @Nullable String description,
            List<Topic.Keyword> keywords,
            int weight,
            @Nullable String category,
            boolean isActive,
            Topic.Settings settings,
            Topic.Statistics statistics,
            Topic.Filters filters,
            List<WebhookView> webhooks,
            @Nullable Instant lastUpdated,
            Instant createdAt,
            Instant updatedAt) {
        static TopicView of(Topic topic) {
            return new TopicView(
                    topic.id().toHexString(),
                    topic.userId().toHexString(),
                    topic.name(),
                    topic.description(),
                    topic.keywords(),
                    topic.weight(),
                    topic.category(),
                    topic.isActive(),
                    topic.settings(),
                    topic.statistics(),
                    topic.filters(),
                    topic.webhooks().stream().map(WebhookView::of).toList(),
                    topic.lastUpdated(),
                    topic.createdAt(),
                    topic.updatedAt());
        }
    }

    /// A draft to try on the posts of the last days.
    record PreviewRequest(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    requiredProperties = {"name", "keywords"})
            @Nullable
            TopicRequest topic,

            @Schema(minimum = "1", maximum = "" + TopicPreview.MOST_DAYS) @Nullable
            Integer days) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TopicView> create(
            Caller caller, @Schema(requiredProperties = {"name", "keywords"}) @RequestBody TopicRequest request) {
        Topic topic = topics.create(caller, request.draft());
        return new Etag(topic.version()).created("/api/v1/topics/" + topic.id(), TopicView.of(topic));
    }

    @GetMapping
    Page<TopicView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Boolean isActive,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        PageRequest page = PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder);
        List<Topic> all = topics.list(caller).stream()
                .filter(topic -> isActive == null || topic.isActive() == isActive)
                .filter(topic -> category == null || category.equals(topic.category()))
                .toList();
        return ORDERS.page("topics", all, page)
                .map(topic -> TopicView.of(topics.upToDate(List.of(topic)).getFirst()));
    }

    @GetMapping("/{id}")
    ResponseEntity<TopicView> get(Caller caller, @PathVariable String id) {
        return answer(topics.get(caller, Ids.objectId(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<TopicView> change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody TopicRequest request) {
        return answer(topics.change(caller, Ids.objectId(id), request, Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        topics.delete(caller, Ids.objectId(id), Etag.demanded(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/preview")
    PreviewView preview(Caller caller, @RequestBody PreviewRequest request) {
        Faults faults = new Faults();
        TopicRequest topic = request.topic();
        faults.unless(topic != null, "topic", "is missing");
        TopicDraft draft = topic == null ? null : faults.tried(topic::draft);
        int days = request.days() == null ? TopicPreview.DAYS : request.days();
        faults.tried(() -> TopicPreview.checked(days));
        faults.raise();
        return PreviewView.of(preview.of(caller, requireNonNull(draft), days));
    }

    @GetMapping("/{id}/statistics")
    Map<String, Object> statistics(Caller caller, @PathVariable String id) {
        Topic topic = topics.get(caller, Ids.objectId(id));
        return Map.of("topicId", topic.id().toHexString(), "statistics", tallies.current(topic));
    }

    private ResponseEntity<TopicView> answer(Topic topic) {
        return new Etag(topic.version())
                .on(TopicView.of(topics.upToDate(List.of(topic)).getFirst()));
    }
}
