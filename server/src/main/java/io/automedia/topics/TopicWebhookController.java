package io.automedia.topics;

import io.automedia.webhooks.WebhookEndpoints;
import io.automedia.webhooks.Webhooks;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/topics/{id}/webhooks`
@RestController
@RequestMapping("/api/v1/topics/{id}/webhooks")
final class TopicWebhookController extends WebhookEndpoints {
    TopicWebhookController(Webhooks webhooks, TopicWebhooks kind) {
        super(webhooks, kind, "topics");
    }
}
