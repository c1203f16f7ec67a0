package io.automedia.generations;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Caller;
import io.automedia.content.PostView;
import io.automedia.content.SeenPost;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Wanted;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/generations`
@RestController
@RequestMapping("/api/v1/generations")
final class GenerationController {
    private final Generations generations;

    GenerationController(Generations generations) {
        this.generations = generations;
    }

    /// A generation as the API shows it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GenerationView(
            ObjectId id,
            ObjectId userId,
            @Nullable ObjectId agentId,
            String prompt,
            Generation.Input input,
            Generation.@Nullable Output output,
            String model,
            String provider,
            Generation.Tokens tokens,
            BigDecimal cost,
            long duration,
            Generation.Status status,
            @Nullable String error,
            Generation.Feedback feedback,
            @Nullable ObjectId batchId,
            Instant createdAt,
            Instant updatedAt) {
        static GenerationView of(Generation generation) {
            return new GenerationView(
                    generation.id(),
                    generation.userId(),
                    generation.agentId(),
                    generation.prompt(),
                    generation.input(),
                    generation.output(),
                    generation.model(),
                    generation.provider(),
                    generation.tokens(),
                    generation.cost(),
                    generation.duration(),
                    generation.status(),
                    generation.error(),
                    generation.feedback(),
                    generation.batchId(),
                    generation.createdAt(),
                    generation.updatedAt());
        }
    }

    /// What its owner thinks of it.
    record FeedbackRequest(
            @Schema(minimum = "1", maximum = "5") @Nullable Integer userRating,

            @Schema(maxLength = NewGeneration.LONGEST_WORDS) @Nullable
            String userComment) {}

    /// As which words it is to be kept.
    record SaveRequest(@Nullable String text, @Nullable List<String> tags) {}

    @GetMapping
    Page<GenerationView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable ObjectId agent,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(required = false) @Nullable Instant dateFrom,
            @RequestParam(required = false) @Nullable Instant dateTo,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        Faults faults = new Faults();
        Generation.Status is =
                status == null ? null : faults.tried(() -> Wanted.one(Generation.Status.class, "status", status));
        PageRequest page =
                faults.tried(() -> PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder));
        faults.raise();
        GenerationQuery query = new GenerationQuery(is, agent, model, provider, dateFrom, dateTo);
        return generations.list(caller, query, requireNonNull(page)).map(GenerationView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<GenerationView> get(Caller caller, @PathVariable String id) {
        return answer(generations.get(caller, Ids.objectId(id)));
    }

    @PutMapping("/{id}/feedback")
    ResponseEntity<GenerationView> rate(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody FeedbackRequest feedback) {
        return answer(generations.rate(
                caller, Ids.objectId(id), feedback.userRating(), feedback.userComment(), Etag.demanded(ifMatch)));
    }

    @PostMapping("/{id}/save")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PostView> save(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable SaveRequest request) {
        String text = request == null ? null : request.text();
        List<String> tags = request == null ? null : request.tags();
        SeenPost post = generations.save(caller, Ids.objectId(id), text, Objects.requireNonNullElse(tags, List.of()));
        return ResponseEntity.created(
                        URI.create("/api/v1/content/" + post.content().id()))
                .body(PostView.of(post));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        generations.delete(caller, Ids.objectId(id), Etag.demanded(ifMatch));
    }

    private static ResponseEntity<GenerationView> answer(Generation generation) {
        return new Etag(generation.version()).on(GenerationView.of(generation));
    }
}
