package io.automedia.platforms;

import io.automedia.outgoing.WebAddress;
import io.automedia.shared.Faults;
import io.automedia.shared.UserId;
import io.automedia.storage.FieldEncryption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What lies in `platforms.config`: all of it is secret but for a few named fields.
@Component
final class Credentials {
    private static final String WEBHOOK_URL = "webhookUrl";

    /// Those that are not encrypted.
    static final Set<String> OPEN = Set.of(WEBHOOK_URL, "environment");

    private static final int MOST = 20;
    private static final int LONGEST = 4_096;

    /// What is encrypted is longer than what it was.
    static final int LONGEST_STORED = 100_000;

    private final FieldEncryption encryption;

    Credentials(FieldEncryption encryption) {
        this.encryption = encryption;
    }

    /// The stored form of what a person sent, over what was stored: null or empty removes a field, what is
    /// not named stays.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`)
    Map<String, String> over(Map<String, String> stored, Map<String, @Nullable String> sent, ObjectId platformId) {
        Faults faults = new Faults();
        Map<String, String> merged = new HashMap<>(stored);
        sent.forEach((name, value) -> {
            if (!name.matches("[A-Za-z][A-Za-z0-9]{0,39}")) {
                faults.add("config", "has a field whose name is not made of letters and digits");
            } else if (value == null || value.isBlank()) {
                merged.remove(name);
            } else if (value.length() > LONGEST) {
                faults.add("config." + name, "must have at most " + LONGEST + " characters");
            } else {
                String fault = name.equals(WEBHOOK_URL) ? WebAddress.fault(value) : null;
                if (fault != null) {
                    faults.add("config." + name, fault);
                }
                merged.put(name, OPEN.contains(name) ? value.strip() : seal(platformId, name, value.strip()));
            }
        });
        faults.unless(merged.size() <= MOST, "config", "must have at most " + MOST + " fields");
        faults.raise();
        return merged;
    }

    private String seal(ObjectId platformId, String name, String value) {
        return encryption.encrypt(PlatformsSchema.NAME, platformId, "config." + name, value);
    }

    /// All fields in the clear, for a connector.
    ///
    /// @throws io.automedia.storage.FieldEncryptionException when they were stored under another master key
    Map<String, String> open(Platform platform) {
        Map<String, String> open = new HashMap<>();
        platform.config()
                .forEach((name, value) -> open.put(
                        name,
                        OPEN.contains(name)
                                ? value
                                : encryption.decrypt(PlatformsSchema.NAME, platform.id(), "config." + name, value)));
        return open;
    }

    /// A connection as its connector sees it.
    Connection connection(Platform platform) {
        return new Connection(
                platform.id(),
                new UserId(platform.userId()),
                platform.type(),
                open(platform),
                platform.settings().includeRetweets(),
                platform.settings().includeReplies());
    }

    /// What may be shown: which secrets there are, and not what they are.
    static Map<String, String> masked(Platform platform) {
        Map<String, String> shown = new TreeMap<>();
        platform.config().forEach((name, value) -> shown.put(name, OPEN.contains(name) ? value : "…"));
        return shown;
    }
}
