package io.automedia.content;

import io.automedia.shared.UserId;

/// Who brings posts, and how.
///
/// @param collectedBy what did it, in a word: monitoring, import, api, demo …
public record Collector(UserId userId, Via via, Trust trust, Origin origin, String collectedBy) {
    /// A person who brings a file.
    public static Collector importing(UserId userId) {
        return new Collector(userId, Via.IMPORT, Trust.PERSON, Origin.IMPORT, "import");
    }

    /// A person who sends a post over the API.
    public static Collector writing(UserId userId) {
        return new Collector(userId, Via.API, Trust.PERSON, Origin.LIVE, "api");
    }

    /// What `metadata.source.type` says of such posts.
    String sourceType() {
        return switch (trust) {
            case CONNECTOR -> "api";
            case PERSON -> origin == Origin.GENERATED ? "generated" : "manual";
        };
    }
}
