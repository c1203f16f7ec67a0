package io.automedia.content;

import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Has the posts that are here already follow the rules of their platforms when the configuration
/// changes: each says which rule it follows, so that those of another are found by an index, and there
/// are none when all is done.
@Component
final class PlatformRetention {
    private static final int AT_ONCE = 500;

    private final ContentRepository content;
    private final Intake intake;
    private final ContentProperties properties;

    PlatformRetention(ContentRepository content, Intake intake, ContentProperties properties) {
        this.content = content;
        this.intake = intake;
        this.properties = properties;
    }

    /// Gives some posts the rule that is theirs now. What becomes of time that is over thereby is for
    /// [Removals#sweepExpired].
    ///
    /// @return whether there may be more
    boolean apply() {
        boolean more = false;
        for (Map.Entry<String, String> rule : properties.rules().entrySet()) {
            more |= apply(content.withoutRule(rule.getKey(), AT_ONCE));
        }
        return apply(content.withOtherRules(properties.rules().values(), AT_ONCE)) || more;
    }

    private boolean apply(List<Content> posts) {
        Map<Content, Bson> updates = new LinkedHashMap<>();
        for (Content post : posts) {
            Content.Retention had = post.retention();
            Content.Retention now = properties.retention(
                    post.platform(),
                    post.platformId(),
                    post.collectedAt(),
                    had == null ? post.expiresAt() : had.otherwise(),
                    intake.now());
            List<Bson> changes = new ArrayList<>();
            changes.add(set("retention", now));
            changes.add(
                    set("expiresAt", now != null ? now.expiry() : had == null ? post.expiresAt() : had.otherwise()));
            changes.add(Updates.inc("__v", 1L));
            updates.put(post, Updates.combine(changes));
        }
        return content.changeUnchanged(updates) > 0 && posts.size() == AT_ONCE;
    }

    private static Bson set(String field, @Nullable Object value) {
        return value == null ? Updates.unset(field) : Updates.set(field, value);
    }
}
