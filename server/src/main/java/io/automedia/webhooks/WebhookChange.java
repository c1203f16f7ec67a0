package io.automedia.webhooks;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Filters;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// A change of one webhook, as an update that leaves all others as they are, also what another program
/// wrote there.
///
/// @param arrayFilters what the update names it by
public record WebhookChange(Bson update, List<Bson> arrayFilters) {
    private static final String FIELD = "webhooks";
    private static final String ONE = FIELD + ".$[one].";

    static WebhookChange added(Webhook webhook) {
        return new WebhookChange(push(FIELD, webhook), List.of());
    }

    static WebhookChange removed(String id) {
        return new WebhookChange(pull(FIELD, new Document("id", id)), List.of());
    }

    static WebhookChange of(String id, String url, List<String> events, boolean isActive) {
        return new WebhookChange(
                combine(set(ONE + "url", url), set(ONE + "events", events), set(ONE + "isActive", isActive)),
                filters(id));
    }

    /// @param secret encrypted
    static WebhookChange ofSecret(String id, String secret) {
        return new WebhookChange(set(ONE + "secret", secret), filters(id));
    }

    private static List<Bson> filters(String id) {
        return List.of(Filters.eq("one.id", id));
    }
}
