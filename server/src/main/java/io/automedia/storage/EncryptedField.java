package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Where in the documents of a collection encrypted texts are, by the names under which
/// [FieldEncryption] made them.
///
/// @param path of the field, for people; `[]` stands behind a list, `*` for whatever name
/// @param holder of the list or of the object with the fields; empty for a field alone
/// @param except names in that object whose values lie open
/// @param id by which elements of a list are known
public record EncryptedField(String path, String holder, String name, String id, Set<String> except) {
    private static final String ANY = "*";
    private static final String ID = "_id";

    public EncryptedField {
        except = Set.copyOf(except);
    }

    /// A field of the document, by its path.
    public static EncryptedField at(String path) {
        return new EncryptedField(path, "", path, ID, Set.of());
    }

    /// A field of the elements of a list, which are known by their `_id`.
    public static EncryptedField inEach(String list, String name) {
        return inEach(list, name, ID);
    }

    /// A field of the elements of a list, which are known by another field.
    ///
    /// @param id the name of that: it holds an id or a text
    public static EncryptedField inEach(String list, String name, String id) {
        return new EncryptedField(list + "[]." + name, list, name, id, Set.of());
    }

    /// All fields of an object, whatever they are called, but for these.
    public static EncryptedField allOf(String object, Set<String> except) {
        return new EncryptedField(object + "." + ANY, object, ANY, ID, except);
    }

    /// One text in one document.
    ///
    /// @param field the name under which it was encrypted
    /// @param there finds the document as long as it holds the text
    /// @param place where it is to be changed
    /// @param elements which element that is; empty where there is no list
    record Text(String field, String text, Bson there, String place, List<Bson> elements) {}

    /// What a document must be asked for.
    String projection() {
        return holder.isEmpty() ? name : holder;
    }

    /// The texts in a document, encrypted ones and what may lie there else.
    List<Text> in(Document document) {
        if (holder.isEmpty()) {
            return value(document, name) instanceof String text ? List.of(at(name, text)) : List.of();
        }
        List<Text> found = new ArrayList<>();
        switch (value(document, holder)) {
            case List<?> list when !name.equals(ANY) -> list.forEach(element -> addElement(found, element));
            case Document object
            when name.equals(ANY) ->
                object.forEach((key, value) -> {
                    if (value instanceof String text && !except.contains(key) && isPlain(key)) {
                        found.add(at(holder + "." + key, text));
                    }
                });
            case null, default -> {
                // another program left something else there
            }
        }
        return found;
    }

    private static Text at(String path, String text) {
        return new Text(path, text, eq(path, text), path, List.of());
    }

    private void addElement(List<Text> found, @Nullable Object element) {
        if (element instanceof Document one
                && one.get(name) instanceof String text
                && (one.get(id) instanceof ObjectId || one.get(id) instanceof String)) {
            found.add(new Text(
                    holder + "." + one.get(id) + "." + name,
                    text,
                    eq(holder + "." + name, text),
                    holder + ".$[one]." + name,
                    List.of(and(eq("one." + id, one.get(id)), eq("one." + name, text)))));
        }
    }

    /// Whether a path can lead there.
    private static boolean isPlain(String key) {
        return !key.isEmpty() && key.indexOf('.') < 0 && key.indexOf('$') < 0;
    }

    private static @Nullable Object value(Document document, String path) {
        Object value = document;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Document inner ? inner.get(step) : null;
        }
        return value;
    }
}
