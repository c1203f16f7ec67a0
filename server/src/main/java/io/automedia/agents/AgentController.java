package io.automedia.agents;

import static java.util.Objects.requireNonNull;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Wanted;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/agents`
@RestController
@RequestMapping("/api/v1/agents")
final class AgentController {
    private static final String PATH = "/api/v1/agents/";

    private final Agents agents;
    private final Access access;

    AgentController(Agents agents, Access access) {
        this.agents = agents;
        this.access = access;
    }

    /// What an agent was.
    record VersionView(int version, AgentDefinition agent, Instant replacedAt) {}

    /// Agents to begin with.
    record AgentBeginnings(List<AgentTemplates.AgentTemplate> items) {}

    /// How a copy is to be called.
    record CloneRequest(@Nullable String name) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AgentView> create(
            Caller caller,
            @Schema(requiredProperties = {"name", "systemPrompt", "config", "config.model", "config.provider"})
                    @RequestBody
                    AgentRequest request) {
        return created(caller, agents.create(caller, request));
    }

    @GetMapping
    Page<AgentView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        Faults faults = new Faults();
        String wanted = scope == null || scope.isEmpty() ? "own" : scope;
        faults.unless(List.of("own", "public").contains(wanted), "scope", "must be one of own, public");
        Agent.Type of =
                type == null || type.isEmpty() ? null : faults.tried(() -> Wanted.one(Agent.Type.class, "type", type));
        PageRequest page =
                faults.tried(() -> PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder));
        faults.raise();
        return (wanted.equals("own")
                        ? agents.own(caller, of, requireNonNull(page))
                        : agents.everybodys(caller, of, requireNonNull(page)))
                .map(agent -> view(caller, agent));
    }

    @GetMapping("/templates")
    AgentBeginnings templates() {
        return new AgentBeginnings(AgentTemplates.ALL);
    }

    @GetMapping("/{id}")
    ResponseEntity<AgentView> get(Caller caller, @PathVariable String id) {
        return answer(caller, agents.get(caller, Ids.objectId(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<AgentView> change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody AgentRequest request) {
        return answer(caller, agents.change(caller, Ids.objectId(id), request, Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        agents.delete(caller, Ids.objectId(id), Etag.demanded(ifMatch));
    }

    @GetMapping("/{id}/versions")
    Page<VersionView> versions(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        return agents.versions(caller, Ids.objectId(id), PageRequest.of(limit, offset, after, total))
                .map(version -> new VersionView(version.version(), version.agent(), version.replacedAt()));
    }

    @PutMapping("/{id}/favorite")
    ResponseEntity<AgentView> favor(Caller caller, @PathVariable String id) {
        return answer(caller, agents.favorite(caller, Ids.objectId(id), true));
    }

    @DeleteMapping("/{id}/favorite")
    ResponseEntity<AgentView> unfavor(Caller caller, @PathVariable String id) {
        return answer(caller, agents.favorite(caller, Ids.objectId(id), false));
    }

    @PostMapping("/{id}/clone")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AgentView> copy(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable CloneRequest request) {
        return created(caller, agents.copy(caller, Ids.objectId(id), request == null ? null : request.name()));
    }

    private ResponseEntity<AgentView> created(Caller caller, Agent agent) {
        return new Etag(agent.revision()).created(PATH + agent.id(), view(caller, agent));
    }

    private ResponseEntity<AgentView> answer(Caller caller, Agent agent) {
        return new Etag(agent.revision(), agent.figures()).on(view(caller, agent));
    }

    private AgentView view(Caller caller, Agent agent) {
        return AgentView.of(agent, access.requirePerson(caller).value());
    }
}
