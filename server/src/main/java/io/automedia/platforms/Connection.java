package io.automedia.platforms;

import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person's connection to a platform as its connector sees it.
///
/// @param credentials the fields of `platforms.config`, decrypted: never log or store them
/// @param includeRetweets whether posts that only repeat another's are wanted
/// @param includeReplies whether answers are wanted
public record Connection(
        ObjectId id,
        UserId userId,
        String type,
        Map<String, String> credentials,
        boolean includeRetweets,
        boolean includeReplies) {
    public Connection {
        credentials = Map.copyOf(credentials);
    }

    @Override
    public String toString() {
        return "Connection[" + type + "/" + id + "]";
    }
}
