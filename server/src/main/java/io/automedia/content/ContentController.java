package io.automedia.content;

import static java.util.Objects.requireNonNull;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.media.Media;
import io.automedia.media.MediaFiles;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.Projection;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
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

/// `/api/v1/content`.
@RestController
@RequestMapping("/api/v1/content")
final class ContentController {
    private static final String PATH = "/api/v1/content/";
    private static final Set<String> OF_THE_PAGE = Set.of("limit", "offset", "after", "total", "fields");

    private final ContentLibrary library;
    private final MediaFiles files;
    private final Access access;
    private final Clock clock;

    ContentController(ContentLibrary library, MediaFiles files, Access access, Clock clock) {
        this.library = library;
        this.files = files;
        this.access = access;
        this.clock = clock;
    }

    /// What a person may change about a post in his library; absent leaves things as they are.
    record Change(
            @Nullable List<String> tags,
            @Nullable ModerationStatus moderationStatus,
            @Nullable String moderationNotes,
            @Nullable Boolean isArchived) {}

    /// The counters at one moment.
    record Measured(Instant at, Map<String, Number> engagement) {}

    /// A time series.
    record Series(List<Measured> items) {}

    @GetMapping
    Page<PostView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
        Faults faults = new Faults();
        for (String name : parameters.keySet()) {
            faults.unless(
                    ContentQuery.PARAMETERS.contains(name) || OF_THE_PAGE.contains(name),
                    name,
                    "is not a parameter of this list");
        }
        faults.tried(() -> Projection.of(parameters.getFirst("fields")));
        PageRequest page = page(parameters, faults);
        ContentQuery query = faults.tried(() -> ContentQuery.of(parameters));
        faults.raise();
        Page<LibraryPost> found = library.find(caller, requireNonNull(query), requireNonNull(page));
        return new Page<>(
                library.seen(caller, found.items()).stream().map(PostView::of).toList(), found.page());
    }

    private static @Nullable PageRequest page(MultiValueMap<String, String> parameters, Faults faults) {
        Integer limit = number(parameters, "limit", faults);
        Integer offset = number(parameters, "offset", faults);
        return faults.tried(
                () -> PageRequest.of(limit, offset, parameters.getFirst("after"), parameters.getFirst("total")));
    }

    private static @Nullable Integer number(MultiValueMap<String, String> parameters, String name, Faults faults) {
        String text = parameters.getFirst(name);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            faults.add(name, "must be a whole number");
            return null;
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<PostView> get(Caller caller, @PathVariable String id) {
        SeenPost post = library.see(caller, Ids.objectId(id));
        return tagged(HttpStatus.OK, post).body(PostView.of(post));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PostView> create(Caller caller, @RequestBody NewPost post) {
        Collector collector = Collector.writing(access.requirePerson(caller));
        requireOwnFiles(caller, post);
        StoreResult result = library.store(List.of(post.incoming(clock.instant())), collector)
                .results()
                .getFirst();
        return switch (result) {
            case StoreResult.Created(ObjectId id) -> answer(caller, id, HttpStatus.CREATED);
            case StoreResult.Updated(ObjectId id) -> answer(caller, id, HttpStatus.OK);
            case StoreResult.Unchanged(ObjectId id) -> answer(caller, id, HttpStatus.OK);
            case StoreResult.Rejected(String reason) -> throw new Problem.Invalid(reason, List.of()).exception();
            case StoreResult.OverQuota(String reason) -> throw new Problem.Invalid(reason, List.of()).exception();
        };
    }

    /// A post may show files that were uploaded here when they are the caller's.
    private void requireOwnFiles(Caller caller, NewPost post) {
        NewPost.Body body = post.content();
        List<Content.Media> shown = body == null ? List.of() : Absent.orEmpty(body.media());
        Faults faults = new Faults();
        for (int i = 0; i < shown.size(); i++) {
            String url = shown.get(i).url();
            ObjectId file = Media.idIn(url);
            faults.unless(
                    file == null || files.isOwn(caller, file),
                    "content.media[" + i + "].url",
                    "names no file of yours: upload it first");
        }
        faults.raise();
    }

    private ResponseEntity<PostView> answer(Caller caller, ObjectId id, HttpStatus status) {
        SeenPost post = library.see(caller, id);
        return tagged(status, post).location(URI.create(PATH + id)).body(PostView.of(post));
    }

    @PatchMapping("/{id}")
    ResponseEntity<PostView> change(
            Caller caller,
            @PathVariable String id,
            @RequestBody Change change,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        LibraryPost post = library.change(
                caller,
                Ids.objectId(id),
                new ContentChange(
                        change.tags(), change.moderationStatus(), change.moderationNotes(), change.isArchived()),
                Etag.demanded(ifMatch));
        return answer(caller, post);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        library.delete(caller, Ids.objectId(id), Etag.demanded(ifMatch));
    }

    @PostMapping("/{id}/restore")
    ResponseEntity<PostView> restore(Caller caller, @PathVariable String id) {
        return answer(caller, library.restore(caller, Ids.objectId(id)));
    }

    @GetMapping("/{id}/engagement")
    Series engagement(Caller caller, @PathVariable String id) {
        return new Series(library.engagement(caller, Ids.objectId(id)).stream()
                .map(snapshot -> new Measured(snapshot.at(), PostView.numbers(snapshot.engagement())))
                .toList());
    }

    private ResponseEntity<PostView> answer(Caller caller, LibraryPost post) {
        SeenPost seen = library.seen(caller, List.of(post)).getFirst();
        return tagged(HttpStatus.OK, seen).body(PostView.of(seen));
    }

    /// An answer with the version of the caller's item; what is not in his library can't be changed by him.
    private static ResponseEntity.BodyBuilder tagged(HttpStatus status, SeenPost post) {
        LibraryItem item = post.item();
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        return item == null ? answer : answer.eTag(new Etag(item.version()).toString());
    }
}
