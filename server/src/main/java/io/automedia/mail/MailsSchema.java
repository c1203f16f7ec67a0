package io.automedia.mail;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.textsByName;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Shape;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `mails`: mails that are to be sent, and for some days what became of them.
@Component
final class MailsSchema implements CollectionSchema {
    static final String NAME = "mails";
    static final String LETTER = "letter";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "mails that are to be sent, and for some days what became of them";
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(EncryptedField.at(LETTER));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index(
                        "due", "what is to be sent, the longest due first", "status", 1, "dueAt", 1, "_id", 1),
                IndexDefinition.newest("newest", "the administrator's list"),
                IndexDefinition.index("expires_at", "old ones are removed", "expiresAt", 1)
                        .expiringAfter(Duration.ZERO));
    }

    @Override
    public Shape shape() {
        return object(
                required("kind", text(1, 50)),
                required("to", text(3, 254)),
                required("language", text(2, 40)),
                optional("facts", textsByName(200)),
                required("status", oneOf("waiting", "sent", "kept", "refused", "expired", "dropped"))
                        .byDefault("waiting"),
                required("attempts", count()).byDefault(0L),
                required("dueAt", time()),
                required("giveUpAt", time()),
                optional("subject", text(1, 200)),
                optional(LETTER, text(1, 100_000)),
                optional("error", text(0, 500)),
                createdAt(),
                optional("sentAt", time()),
                required("expiresAt", time()));
    }
}
