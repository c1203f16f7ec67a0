package io.automedia.platforms;

import io.automedia.webhooks.WebhookEndpoints;
import io.automedia.webhooks.Webhooks;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/platforms/{id}/webhooks`
@RestController
@RequestMapping("/api/v1/platforms/{id}/webhooks")
final class PlatformWebhookController extends WebhookEndpoints {
    PlatformWebhookController(Webhooks webhooks, PlatformWebhooks kind) {
        super(webhooks, kind, "platforms");
    }
}
