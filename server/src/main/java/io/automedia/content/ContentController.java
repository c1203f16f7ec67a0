package io.automedia.content;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import java.net.URI;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/content`
@RestController
@RequestMapping("/api/v1/content")
final class ContentController {
    private final ContentLibrary library;
    private final Access access;

    ContentController(ContentLibrary library, Access access) {
        this.library = library;
        this.access = access;
    }

    @PostMapping
    ResponseEntity<ContentView> store(Caller caller, @RequestBody ContentRequest request) {
        Collector collector = Collector.writing(access.requirePerson(caller));
        StoreResult result =
                library.store(List.of(request.incoming()), collector).results().getFirst();
        return switch (result) {
            case StoreResult.Created(ObjectId id) -> answer(caller, id, HttpStatus.CREATED);
            case StoreResult.Updated(ObjectId id) -> answer(caller, id, HttpStatus.OK);
            case StoreResult.Unchanged(ObjectId id) -> answer(caller, id, HttpStatus.OK);
            case StoreResult.Rejected(String reason) -> throw new Problem.Invalid(reason, List.of()).exception();
        };
    }

    private ResponseEntity<ContentView> answer(Caller caller, ObjectId id, HttpStatus status) {
        LibraryPost post = library.get(caller, id);
        return ResponseEntity.status(status)
                .location(URI.create("/api/v1/content/" + id))
                .eTag(new Etag(post.item().version()).toString())
                .body(ContentView.of(post));
    }

    @GetMapping
    Page<ContentView> list(
            Caller caller,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        return library.find(caller, ContentQuery.of(parameters), PageRequest.of(limit, offset, after, total))
                .map(ContentView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<ContentView> get(Caller caller, @PathVariable String id) {
        return answer(library.get(caller, Ids.objectId(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<ContentView> change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ContentChange change) {
        return answer(library.change(caller, Ids.objectId(id), change, Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        library.delete(caller, Ids.objectId(id), Etag.demanded(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/restore")
    ResponseEntity<ContentView> restore(Caller caller, @PathVariable String id) {
        return answer(library.restore(caller, Ids.objectId(id)));
    }

    @GetMapping("/{id}/engagement")
    List<EngagementSnapshot> engagement(Caller caller, @PathVariable String id) {
        return library.engagement(caller, Ids.objectId(id));
    }

    private static ResponseEntity<ContentView> answer(LibraryPost post) {
        return ResponseEntity.ok()
                .eTag(new Etag(post.item().version()).toString())
                .body(ContentView.of(post));
    }
}
