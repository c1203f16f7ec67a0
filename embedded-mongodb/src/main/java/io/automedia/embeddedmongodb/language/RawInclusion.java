package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A projection that includes whole fields, done by copying their bytes: much of what is read in bulk needs
/// no more, and decoding would cost more than reading.
final class RawInclusion {
    private final List<byte[]> included = new ArrayList<>();
    private final List<byte[]> nested = new ArrayList<>();

    private RawInclusion() {}

    /// Null when the tree wants more than to include.
    static @Nullable RawInclusion of(FieldTree tree) {
        RawInclusion inclusion = new RawInclusion();
        for (Map.Entry<String, FieldTree.Node> entry : tree.top().entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            switch (entry.getValue()) {
                case FieldTree.Include _ -> inclusion.included.add(name);
                case FieldTree.Exclude _ -> {
                    // is not among the included
                }
                case FieldTree.Branch branch -> {
                    if (FieldTree.hasComputed(branch)) {
                        return null;
                    }
                    inclusion.nested.add(name);
                }
                case FieldTree.Computed _, FieldTree.Changed _ -> {
                    return null;
                }
            }
        }
        return inclusion;
    }

    /// The included fields, or null when the document has a field of which only parts are wanted.
    @Nullable
    RawDocument apply(RawDocument document) {
        BsonBuilder result = new BsonBuilder();
        for (ElementCursor cursor = document.cursor(); cursor.next(); ) {
            if (isAmong(nested, cursor)) {
                return null;
            }
            if (isAmong(included, cursor)) {
                result.addElement(document, cursor);
            }
        }
        return result.build();
    }

    private static boolean isAmong(List<byte[]> names, ElementCursor cursor) {
        for (byte[] name : names) {
            if (cursor.nameIs(name)) {
                return true;
            }
        }
        return false;
    }
}
