package io.automedia.content;

import java.util.Set;
import org.bson.Document;

/// Whose word a stored post is.
final class StoredTrust {
    private static final Set<String> OF_CONNECTORS = Set.of("api", "webhook");

    private StoredTrust() {}

    /// Whether `metadata.source` says that a platform itself told us.
    static boolean isConnectors(Document source) {
        return source.get("type") instanceof String type && OF_CONNECTORS.contains(type);
    }
}
