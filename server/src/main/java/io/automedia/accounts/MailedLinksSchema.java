package io.automedia.accounts;

import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.open;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `mailedLinks`: links that were mailed and not used yet.
@Component
final class MailedLinksSchema implements CollectionSchema {
    static final String NAME = "mailedLinks";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "links that were mailed and not used yet: to confirm an address, to replace a password, to make an account";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("user", "what is open for an account", "userId", 1)
                        .asSparse(),
                IndexDefinition.newest("purpose", "the invitations", "purpose"),
                IndexDefinition.index("expires_at", "expired links are removed", "expiresAt", 1)
                        .expiringAfter(Duration.ZERO));
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.cascading("userId", "users"), Reference.keeping("invitedBy", "users"));
    }

    @Override
    public Shape shape() {
        return object(
                required("purpose", oneOf("confirm", "register", "reset", "move", "invite")),
                optional("userId", id()),
                required("email", text(3, 254)),
                optional("token", text(64, 64)),
                optional(
                        "pending",
                        object(
                                required("password", text(10, 200)),
                                required("profile", open()),
                                required("language", text(2, 40)))),
                optional("role", oneOf("user", "admin")),
                optional("invitedBy", id()),
                createdAt(),
                required("expiresAt", time()));
    }
}
