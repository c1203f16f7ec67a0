package io.automedia.webhooks;

import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseStatus;

/// The endpoints of one kind of thing that has webhooks: its module gives them their path,
/// `/api/v1/{things}/{id}/webhooks`. The version of a webhook is that of its thing.
public abstract class WebhookEndpoints {
    private final Webhooks webhooks;
    private final WebhookKind kind;
    private final String path;

    /// @param things the step of the path before the id of the thing
    protected WebhookEndpoints(Webhooks webhooks, WebhookKind kind, String things) {
        this.webhooks = webhooks;
        this.kind = kind;
        this.path = "/api/v1/" + things + "/";
    }

    /// All webhooks of a thing, in the order in which they were made.
    record WebhookList(List<WebhookView> webhooks) {}

    @GetMapping
    WebhookList list(Caller caller, @PathVariable String id) {
        return new WebhookList(webhooks.list(kind, caller, Ids.objectId(id)).stream()
                .map(WebhookView::of)
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WebhookView> add(
            Caller caller,
            @PathVariable String id,
            @Schema(requiredProperties = {"url", "events"}) @RequestBody WebhookRequest request) {
        Webhooks.Kept added = webhooks.add(kind, caller, Ids.objectId(id), request);
        return new Etag(added.version())
                .created(path + id + "/webhooks/" + added.webhook().id(), view(added));
    }

    @GetMapping("/{webhook}")
    ResponseEntity<WebhookView> get(Caller caller, @PathVariable String id, @PathVariable String webhook) {
        return answer(webhooks.get(kind, caller, Ids.objectId(id), webhook));
    }

    @PatchMapping("/{webhook}")
    ResponseEntity<WebhookView> change(
            Caller caller,
            @PathVariable String id,
            @PathVariable String webhook,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody WebhookRequest request) {
        return answer(webhooks.change(kind, caller, Ids.objectId(id), webhook, request, Etag.demanded(ifMatch)));
    }

    @PostMapping("/{webhook}/secret")
    ResponseEntity<WebhookView> renewSecret(
            Caller caller,
            @PathVariable String id,
            @PathVariable String webhook,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(webhooks.renewSecret(kind, caller, Ids.objectId(id), webhook, Etag.demanded(ifMatch)));
    }

    @DeleteMapping("/{webhook}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller caller,
            @PathVariable String id,
            @PathVariable String webhook,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        webhooks.remove(kind, caller, Ids.objectId(id), webhook, Etag.demanded(ifMatch));
    }

    private static WebhookView view(Webhooks.Kept kept) {
        return WebhookView.of(kept.webhook(), kept.secret());
    }

    private static ResponseEntity<WebhookView> answer(Webhooks.Kept kept) {
        return new Etag(kept.version()).on(view(kept));
    }
}
