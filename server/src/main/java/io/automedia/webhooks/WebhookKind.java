package io.automedia.webhooks;

import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;

/// Things that have webhooks: implemented by the module that keeps them.
public interface WebhookKind {
    /// What such a thing is called, such as `topic`.
    String name();

    /// Where such things are kept.
    String collection();

    /// All that can be told.
    List<String> events();

    /// One of the caller's own things.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    Holder get(Caller caller, ObjectId id);

    /// Changes the webhooks of a thing when it still has the version that was read, and raises that.
    ///
    /// @return empty when it has another one
    Optional<Holder> change(Holder read, WebhookChange change);

    /// A thing as far as its webhooks go.
    record Holder(ObjectId id, UserId owner, long version, List<Webhook> webhooks) {
        public Holder {
            webhooks = List.copyOf(webhooks);
        }
    }
}
