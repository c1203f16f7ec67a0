package io.automedia.passkeys;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `passkeys`: what people sign in with instead of a password.
@Component
final class PasskeysSchema implements CollectionSchema {
    static final String NAME = "passkeys";
    static final int TRANSPORTS = 10;
    static final int LONGEST_TRANSPORT = 50;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what people sign in with instead of a password; the public halves";
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("credential", "whose a passkey is that is shown", "credentialId", 1)
                        .asUnique(),
                IndexDefinition.index("user", "a person's passkeys", "userId", 1, "createdAt", -1, "_id", -1));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("name", text(1, Passkeys.LONGEST_NAME)),
                required("credentialId", text(1, 1_400)),
                required("publicKey", text(1, 6_000)),
                required("signCount", count()),
                required("isBackupEligible", truth()),
                required("isBackedUp", truth()),
                required("transports", listOf(text(1, LONGEST_TRANSPORT), TRANSPORTS)),
                optional("lastUsedAt", time()),
                required("createdAt", time()),
                optional("__v", count()));
    }
}
