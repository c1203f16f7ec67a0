package io.automedia.factors;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `secondFactors`: what people prove themselves by beside their password.
@Component
final class SecondFactorsSchema implements CollectionSchema {
    static final String NAME = "secondFactors";
    static final String SECRET = "secret";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what people prove themselves by beside their password; the secret is encrypted, of recovery codes there"
                + " are hashes";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("_id", "users"));
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(EncryptedField.at(SECRET));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(
                required(SECRET, text(1, 20_000)),
                required("lastStep", count()),
                required("recoveryCodes", listOf(text(1, 200), RecoveryCodes.COUNT)),
                required("startedAt", time()),
                optional("confirmedAt", time()));
    }
}
