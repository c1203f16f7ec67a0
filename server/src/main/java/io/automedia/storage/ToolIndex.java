package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A kind of index that only some servers have, for people's own tools: nothing in the program asks
/// one. It is made where it is wanted and the server has such, and everything goes on without it.
public enum ToolIndex {
    /// Of the words in texts, for `$text`.
    WORDS("text", "where the server has text indexes"),
    /// Of points on the earth as GeoJSON, for `$geoWithin`, `$geoIntersects` and `$nearSphere`.
    PLACES("2dsphere", "where the server has geospatial indexes");

    private static final int INDEX_NOT_FOUND = 27;

    private final String key;
    private final String condition;

    ToolIndex(String key, String condition) {
        this.key = key;
        this.condition = condition;
    }

    /// The kinds that somebody wants.
    public static Set<ToolIndex> wanted(boolean words, boolean places) {
        Set<ToolIndex> wanted = EnumSet.noneOf(ToolIndex.class);
        if (words) {
            wanted.add(WORDS);
        }
        if (places) {
            wanted.add(PLACES);
        }
        return wanted;
    }

    /// The kind that an index with these keys is; null for an ordinary one.
    static @Nullable ToolIndex of(Document keys) {
        for (ToolIndex kind : values()) {
            if (keys.containsValue(kind.key)) {
                return kind;
            }
        }
        return null;
    }

    /// What stands behind a field in the keys of such an index.
    String key() {
        return key;
    }

    /// Where it is made, in words.
    String condition() {
        return condition;
    }

    /// Whether a server has such: asked with a question about a collection that is there, which changes
    /// nothing. One that has them understands it, and misses the index at most.
    boolean isKnownTo(MongoDatabase database, String collection) {
        Document find = new Document("find", collection).append("filter", question());
        try {
            database.runCommand(new Document("explain", find).append("verbosity", "queryPlanner"));
            return true;
        } catch (MongoCommandException refused) {
            return refused.getErrorCode() == INDEX_NOT_FOUND;
        }
    }

    private Document question() {
        return switch (this) {
            case WORDS -> new Document("$text", new Document("$search", "anything"));
            case PLACES ->
                new Document(
                        "place",
                        new Document("$geoWithin", new Document("$centerSphere", List.of(List.of(0.0, 0.0), 0.1))));
        };
    }

    /// Whether an index that is there leaves no room for one of this kind with these keys: a collection
    /// has one of words at most, and no two with the same keys.
    boolean isInTheWay(Document there, Document keys) {
        Document others = there.get("key", new Document());
        return this == WORDS ? of(others) == WORDS : others.equals(keys);
    }
}
