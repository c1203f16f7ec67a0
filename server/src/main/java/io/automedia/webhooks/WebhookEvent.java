package io.automedia.webhooks;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person added, changed or removed a webhook of one of his things.
///
/// @param action which of these
/// @param of what kind of thing it is, such as `topic`
/// @param isSecretNew whether it got another secret
public record WebhookEvent(
        UserId person, Action action, String webhookId, String of, ObjectId holderId, boolean isSecretNew)
        implements Auditable {
    @Override
    public Act act() {
        Act act = Act.of(action, "webhook", webhookId).concerning(person).with(of, holderId.toHexString());
        return isSecretNew ? act.with("secret", "new") : act;
    }
}
