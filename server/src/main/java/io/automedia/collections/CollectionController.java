package io.automedia.collections;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.content.PostView;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.Wanted;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/collections`
@RestController
@RequestMapping("/api/v1/collections")
final class CollectionController {
    private final Collections collections;
    private final Access access;

    CollectionController(Collections collections, Access access) {
        this.collections = collections;
        this.access = access;
    }

    /// Posts to put into a collection.
    record AddRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<ObjectId> contentIds,

            @Nullable String note,
            @Nullable Long position) {}

    /// What came of it.
    record Added(int added, long itemCount) {}

    /// A post in a collection.
    ///
    /// @param addedBy who put it there; absent when it was somebody else, unless the caller owns the collection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemView(
            ObjectId contentId,
            long position,
            String note,
            @Nullable ObjectId addedBy,
            Instant addedAt,
            PostView post) {}

    /// Whom to share with: his e-mail address or id, and what he may do.
    record ShareRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String person,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Role role) {}

    /// Whom it is shared with.
    record Permissions(List<SharedWith> items) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CollectionView> create(
            Caller caller, @Schema(requiredProperties = "name") @RequestBody CollectionRequest request) {
        PostCollection collection = collections.create(caller, request.draft());
        return new Etag(collection.version())
                .created("/api/v1/collections/" + collection.id(), view(caller, collection));
    }

    @GetMapping
    Page<CollectionView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        Faults faults = new Faults();
        CollectionRepository.Scope which = faults.tried(() -> scope(scope));
        PageRequest page =
                faults.tried(() -> PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder));
        faults.raise();
        Page<PostCollection> found = collections.list(caller, requireNonNull(which), requireNonNull(page));
        return found.map(collection -> view(caller, collection));
    }

    private static CollectionRepository.Scope scope(@Nullable String name) {
        return name == null || name.isEmpty()
                ? CollectionRepository.Scope.OWN
                : Wanted.one(CollectionRepository.Scope.class, "scope", name);
    }

    @GetMapping("/{id}")
    ResponseEntity<CollectionView> get(Caller caller, @PathVariable String id) {
        return answer(caller, collections.open(caller, Ids.objectId(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<CollectionView> change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CollectionRequest request) {
        return answer(caller, collections.change(caller, Ids.objectId(id), request, Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        collections.delete(caller, Ids.objectId(id), Etag.demanded(ifMatch));
    }

    @GetMapping("/{id}/items")
    Page<ItemView> items(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        PostCollection collection = collections.get(caller, Ids.objectId(id));
        boolean owns = collections.role(caller, collection) == Role.OWNER;
        ObjectId self = access.requirePerson(caller).value();
        return collections
                .items(caller, collection.id(), PageRequest.of(limit, offset, after, total))
                .map(entry -> {
                    CollectionItem item = entry.item();
                    return new ItemView(
                            item.contentId(),
                            item.position(),
                            item.note(),
                            owns || item.addedBy().equals(self) ? item.addedBy() : null,
                            item.addedAt(),
                            PostView.of(entry.post()));
                });
    }

    @PostMapping("/{id}/items")
    Added add(Caller caller, @PathVariable String id, @RequestBody AddRequest request) {
        ObjectId collection = Ids.objectId(id);
        int added = collections.add(
                caller,
                collection,
                Objects.requireNonNullElse(request.contentIds(), List.of()),
                request.note(),
                request.position());
        return new Added(added, collections.get(caller, collection).statistics().itemCount());
    }

    @DeleteMapping("/{id}/items")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller caller,
            @PathVariable String id,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @RequestParam(required = false) @Nullable
                    List<String> contentId) {
        List<String> ids = Objects.requireNonNullElse(contentId, List.of());
        ObjectId collection = Ids.objectId(id);
        collections.get(caller, collection);
        collections.remove(
                caller,
                collection,
                ids.stream().map(one -> Ids.objectId("contentId", one)).toList());
    }

    @GetMapping("/{id}/permissions")
    Permissions permissions(Caller caller, @PathVariable String id) {
        return new Permissions(collections.permissions(caller, Ids.objectId(id)));
    }

    @PutMapping("/{id}/permissions")
    ResponseEntity<CollectionView> share(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ShareRequest request) {
        ObjectId collection = Ids.objectId(id);
        collections.get(caller, collection);
        Faults faults = new Faults();
        faults.unless(request.person() != null, "person", "must be the e-mail address or the id of a person");
        faults.unless(request.role() != null, "role", "must be one of owner, editor, viewer");
        faults.raise();
        return answer(
                caller,
                collections.share(
                        caller,
                        collection,
                        requireNonNull(request.person()),
                        requireNonNull(request.role()),
                        Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{id}/permissions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unshare(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable ObjectId userId,
            @RequestParam(required = false) @Nullable String email,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        if (userId != null && email != null) {
            throw Problem.invalid("email", "can't be given together with userId")
                    .exception();
        }
        if (email == null) {
            collections.unshare(caller, Ids.objectId(id), userId, Etag.demanded(ifMatch));
        } else {
            collections.unshare(caller, Ids.objectId(id), email, Etag.demanded(ifMatch));
        }
    }

    private ResponseEntity<CollectionView> answer(Caller caller, PostCollection collection) {
        return new Etag(collection.version(), collection.statistics().figures()).on(view(caller, collection));
    }

    private CollectionView view(Caller caller, PostCollection collection) {
        return CollectionView.of(collection, collections.role(caller, collection));
    }
}
