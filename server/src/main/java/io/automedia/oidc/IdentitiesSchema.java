package io.automedia.oidc;

import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `identities`: the accounts at providers with which people sign in.
@Component
final class IdentitiesSchema implements CollectionSchema {
    static final String NAME = "identities";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "accounts at OpenID Connect providers with which people sign in";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index(
                                "subject", "whose an account is that a provider vouches for", "issuer", 1, "subject", 1)
                        .asUnique(),
                IndexDefinition.index("user_issuer", "a person has one at each provider", "userId", 1, "issuer", 1)
                        .asUnique(),
                IndexDefinition.index("user", "a person's list", "userId", 1, "createdAt", -1, "_id", -1));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("provider", text(1, 40)),
                required("issuer", text(1, 2_000)),
                required("subject", text(1, Identities.LONGEST_SUBJECT)),
                optional("email", text(1, 320)),
                optional("lastUsedAt", time()),
                required("createdAt", time()));
    }
}
