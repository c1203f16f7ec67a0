package io.automedia.storage;

import com.mongodb.client.model.IndexOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// One index of a collection.
///
/// @param name its name, by purpose
/// @param keys its fields in order, 1 ascending or -1 descending; `text` or `2dsphere` for a [ToolIndex]
/// @param reason the query it serves, in a few words
/// @param unique no two documents may have the same keys
/// @param sparse documents without the first field are left out
/// @param partial only documents that meet this filter are in it; null for all
/// @param expireAfter documents are removed this long after the date in the indexed field; null for never
public record IndexDefinition(
        String name,
        Document keys,
        String reason,
        boolean unique,
        boolean sparse,
        @Nullable Document partial,
        @Nullable Duration expireAfter) {
    /// The field that no document has, and the end of a guard's name.
    static final String GUARD = "_meanwhile";

    private static final String ANY_LANGUAGE = "none";

    /// An ordinary index; `keys` alternates field and direction: `"userId", 1, "createdAt", -1`.
    public static IndexDefinition index(String name, String reason, Object... keys) {
        Document document = new Document();
        for (int i = 0; i < keys.length; i += 2) {
            document.append((String) keys[i], keys[i + 1]);
        }
        return new IndexDefinition(name, document, reason, false, false, null, null);
    }

    /// An index for lists by `createdAt`, the newest first, of the documents in which these fields are given.
    public static IndexDefinition newest(String name, String reason, String... given) {
        Document keys = new Document();
        for (String field : given) {
            keys.append(field, 1);
        }
        keys.append("createdAt", -1).append("_id", -1);
        return new IndexDefinition(name, keys, reason, false, false, null, null);
    }

    /// An index of the words in some fields, in any language. It is made only where the server has such.
    public static IndexDefinition words(String name, String reason, String... fields) {
        Document keys = new Document();
        for (String field : fields) {
            keys.append(field, ToolIndex.WORDS.key());
        }
        return new IndexDefinition(name, keys, reason, false, false, null, null);
    }

    /// An index of a field that holds a point on the earth as GeoJSON, or nothing. It is made only
    /// where the server has such.
    public static IndexDefinition places(String name, String reason, String field) {
        return index(name, reason, field, ToolIndex.PLACES.key());
    }

    /// The same index, unique.
    public IndexDefinition asUnique() {
        return new IndexDefinition(name, keys, reason, true, sparse, partial, expireAfter);
    }

    /// The same index without the documents that lack the field.
    public IndexDefinition asSparse() {
        return new IndexDefinition(name, keys, reason, unique, true, partial, expireAfter);
    }

    /// The same index over the documents that meet a filter.
    public IndexDefinition where(Document filter) {
        return new IndexDefinition(name, keys, reason, unique, sparse, filter, expireAfter);
    }

    /// The same index, whose documents expire.
    public IndexDefinition expiringAfter(Duration time) {
        return new IndexDefinition(name, keys, reason, unique, sparse, partial, time);
    }

    /// Another index under which documents are as unique as under this one: it has a field more, which no document has.
    IndexDefinition guard() {
        Document more = new Document(keys).append(GUARD, 1);
        return new IndexDefinition(name + GUARD, more, reason, unique, sparse, partial, null);
    }

    /// What kind of index it is that only some servers have; null when all have it.
    @Nullable
    ToolIndex tool() {
        return ToolIndex.of(keys);
    }

    private boolean isOfWords() {
        return tool() == ToolIndex.WORDS;
    }

    /// Whether an index of a server, as `listIndexes` shows it, is this one.
    boolean isLike(Document there) {
        if (isOfWords()) {
            return there.get("weights", new Document()).keySet().equals(keys.keySet())
                    && ANY_LANGUAGE.equals(there.get("default_language"));
        }
        Document known = there.get("key", new Document());
        return Validators.comparable(known).equals(Validators.comparable(keys))
                && List.copyOf(known.keySet()).equals(List.copyOf(keys.keySet()))
                && there.getBoolean("unique", false) == unique
                && there.getBoolean("sparse", false) == sparse
                && Validators.comparable(there.get("partialFilterExpression")).equals(Validators.comparable(partial))
                && Validators.comparable(there.get("expireAfterSeconds"))
                        .equals(Validators.comparable(expireAfter == null ? null : expireAfter.toSeconds()));
    }

    IndexOptions options() {
        IndexOptions options = new IndexOptions().name(name).unique(unique).sparse(sparse);
        if (isOfWords()) {
            options.defaultLanguage(ANY_LANGUAGE);
        }
        if (partial != null) {
            options.partialFilterExpression(partial);
        }
        if (expireAfter != null) {
            options.expireAfter(expireAfter.toSeconds(), TimeUnit.SECONDS);
        }
        return options;
    }
}
