package io.automedia.embeddedmongodb.bson;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A dotted path, prepared for repeated walks over raw documents.
public final class FieldPath {
    private final String dotted;
    private final byte[][] parts;
    private final int[] positions;

    private FieldPath(String dotted) {
        this.dotted = dotted;
        String[] names = dotted.split("\\.", -1);
        parts = new byte[names.length][];
        positions = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            parts[i] = names[i].getBytes(StandardCharsets.UTF_8);
            positions[i] = arrayPosition(names[i]);
        }
    }

    public static FieldPath of(String dotted) {
        return new FieldPath(dotted);
    }

    public String dotted() {
        return dotted;
    }

    public int size() {
        return parts.length;
    }

    /// The name of one component, in UTF-8.
    public byte[] part(int index) {
        return parts[index];
    }

    /// The component as an array position, or -1 when it is not one.
    public int position(int index) {
        return positions[index];
    }

    /// The value at the path when no array lies on the way; null when it is missing or behind an array.
    public @Nullable RawValue resolve(RawDocument document) {
        RawDocument current = document;
        for (int i = 0; ; i++) {
            RawValue value = current.get(parts[i]);
            if (value == null || i == parts.length - 1) {
                return value;
            }
            if (!value.isDocument()) {
                return null;
            }
            current = value.asDocument();
        }
    }

    /// Visits every value MongoDB's matcher would see at the path: arrays on the way are entered, by position where
    /// the component is a number and through each of their documents; an array at the end is visited as itself, not
    /// its elements. A branch where the path is missing visits null once.
    public void visit(RawDocument document, Consumer<@Nullable RawValue> visitor) {
        visit(document, 0, false, visitor);
    }

    /// As `visit`, and null for each element of an array on the way that is no document: orders and indexes count it.
    public void visitWithGaps(RawDocument document, Consumer<@Nullable RawValue> visitor) {
        visit(document, 0, true, visitor);
    }

    private void visit(RawDocument document, int depth, boolean gaps, Consumer<@Nullable RawValue> visitor) {
        RawValue value = document.get(parts[depth]);
        if (value == null || depth == parts.length - 1) {
            visitor.accept(value);
        } else if (value.isDocument()) {
            visit(value.asDocument(), depth + 1, gaps, visitor);
        } else if (value.isArray()) {
            visitArray(value.asDocument(), depth + 1, gaps, visitor);
        } else {
            visitor.accept(null);
        }
    }

    private void visitArray(RawDocument array, int depth, boolean gaps, Consumer<@Nullable RawValue> visitor) {
        boolean picks = positions[depth] >= 0 && array.get(parts[depth]) != null;
        if (picks) {
            visitPosition(array, depth, gaps, visitor);
        }
        ElementCursor cursor = array.cursor();
        while (cursor.next()) {
            if (cursor.type() == ElementType.DOCUMENT) {
                visit(cursor.value().asDocument(), depth, gaps, visitor);
            } else if (gaps && !picks) {
                visitor.accept(null);
            }
        }
    }

    private void visitPosition(RawDocument array, int depth, boolean gaps, Consumer<@Nullable RawValue> visitor) {
        RawValue element = array.get(parts[depth]);
        if (element == null || depth == parts.length - 1) {
            if (element != null) {
                visitor.accept(element);
            }
        } else if (element.isDocument()) {
            visit(element.asDocument(), depth + 1, gaps, visitor);
        } else if (element.isArray()) {
            visitArray(element.asDocument(), depth + 1, gaps, visitor);
        }
    }

    private static int arrayPosition(String name) {
        if (name.isEmpty() || name.length() > 9 || (name.length() > 1 && name.charAt(0) == '0')) {
            return -1;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(name);
    }

    @Override
    public String toString() {
        return dotted;
    }
}
