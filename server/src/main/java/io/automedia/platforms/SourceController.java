package io.automedia.platforms;

import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Ids;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/platforms/{id}/sources`
@RestController
@RequestMapping("/api/v1/platforms/{platform}/sources")
final class SourceController {
    private final Sources sources;
    private final Platforms platforms;

    SourceController(Sources sources, Platforms platforms) {
        this.sources = sources;
        this.platforms = platforms;
    }

    /// What to monitor; without a kind it is a feed.
    record WantedRequest(
            @Nullable SourceKind kind,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String value) {
        WantedSource wanted(Faults faults, String field) {
            faults.unless(value != null && !value.isBlank(), field, "is missing");
            return new WantedSource(kind == null ? SourceKind.FEED : kind, value == null ? "" : value.strip());
        }
    }

    /// A list of sources, in and out.
    record WantedList(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @ArraySchema(maxItems = Sources.MOST_AT_ONCE) @Nullable
            List<WantedRequest> sources) {
        List<WantedSource> wanted() {
            Faults faults = new Faults();
            faults.unless(sources != null, "sources", "is missing");
            List<WantedSource> wanted = new ArrayList<>();
            for (WantedRequest one : sources == null ? List.<WantedRequest>of() : sources) {
                wanted.add(one.wanted(faults, "sources[" + wanted.size() + "].value"));
            }
            faults.raise();
            return wanted;
        }
    }

    /// All of them.
    record SourceList(List<SourceView> sources) {}

    /// What its owner can change about a source.
    record ChangeRequest(
            @Schema(minLength = 1, maxLength = Sources.LONGEST_TITLE) @Nullable
            String title,

            @Nullable Boolean isActive) {}

    @GetMapping
    ResponseEntity<SourceList> list(Caller caller, @PathVariable String platform) {
        return answer(sources.list(caller, Ids.objectId("platform", platform)));
    }

    @PutMapping
    ResponseEntity<SourceList> replace(
            Caller caller,
            @PathVariable String platform,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody WantedList wanted) {
        return answer(
                sources.replace(caller, Ids.objectId("platform", platform), wanted.wanted(), Etag.demanded(ifMatch)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SourceView> add(Caller caller, @PathVariable String platform, @RequestBody WantedRequest wanted) {
        Faults faults = new Faults();
        WantedSource one = wanted.wanted(faults, "value");
        faults.raise();
        MonitoredSource source = sources.add(caller, Ids.objectId("platform", platform), one);
        return new Etag(source.version())
                .created("/api/v1/platforms/" + platform + "/sources/" + source.id(), view(source));
    }

    @GetMapping("/{id}")
    ResponseEntity<SourceView> get(Caller caller, @PathVariable String platform, @PathVariable String id) {
        return answer(sources.get(caller, Ids.objectId("platform", platform), Ids.objectId(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<SourceView> change(
            Caller caller,
            @PathVariable String platform,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ChangeRequest change) {
        return answer(sources.change(
                caller,
                Ids.objectId("platform", platform),
                Ids.objectId(id),
                change.title(),
                change.isActive(),
                Etag.demanded(ifMatch)));
    }

    @PostMapping("/{id}/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<SourceView> sync(Caller caller, @PathVariable String platform, @PathVariable String id) {
        return ResponseEntity.accepted()
                .body(view(sources.sync(caller, Ids.objectId("platform", platform), Ids.objectId(id))));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(
            Caller caller,
            @PathVariable String platform,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        sources.remove(caller, Ids.objectId("platform", platform), Ids.objectId(id), Etag.demanded(ifMatch));
        return ResponseEntity.noContent().build();
    }

    /// Takes a removal back.
    @PostMapping("/{id}/restore")
    ResponseEntity<SourceView> restore(Caller caller, @PathVariable String platform, @PathVariable String id) {
        return answer(sources.restore(caller, Ids.objectId("platform", platform), Ids.objectId(id)));
    }

    private ResponseEntity<SourceList> answer(List<MonitoredSource> all) {
        return SourceSet.of(all)
                .etag()
                .on(new SourceList(all.stream().map(this::view).toList()));
    }

    private SourceView view(MonitoredSource source) {
        return SourceView.of(source, platforms.runs(source.type()));
    }

    private ResponseEntity<SourceView> answer(MonitoredSource source) {
        return new Etag(source.version()).on(view(source));
    }
}
