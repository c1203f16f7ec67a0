package io.automedia.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Everything the program knows about one collection, in one place. Every module that keeps documents has one bean of
/// this type for each of its collections, made without anything else; the installer, the checks of writes, the commands
/// `schema …` and whatever walks all data read that list.
public interface CollectionSchema {
    /// The name of the collection.
    String name();

    /// What is kept in it, in a sentence without a full stop.
    default String purpose() {
        return "";
    }

    /// Its indexes, without the one on `_id`.
    List<IndexDefinition> indexes();

    /// What its documents look like; null when nothing is said of it.
    default @Nullable Shape shape() {
        return null;
    }

    /// The `$jsonSchema` that documents must meet; null when there is none.
    default @Nullable Document jsonSchema() {
        Shape shape = shape();
        return shape == null ? null : shape.toJsonSchema();
    }

    /// What the program adds to a collection of the user's document: fields by path, and names of indexes.
    default Set<String> additions() {
        return Set.of();
    }

    /// Which documents of other collections its documents refer to.
    default List<Reference> references() {
        return List.of();
    }

    /// Which of its fields [FieldEncryption] encrypts: those that get a new key when keys are rotated.
    default List<EncryptedField> encryptedFields() {
        return List.of();
    }

    /// Whether a change names the version in `__v` that it was made on.
    default boolean hasVersions() {
        return false;
    }

    /// Whether more is to be done when a document expires than to remove it; then its module does that itself.
    default boolean sweepsItself() {
        return false;
    }

    /// Whether documents carry announcements in `pendingUpdates`; the installer then adds the index that finds them.
    default boolean announces() {
        return false;
    }

    /// Its indexes, with the one that finds announcements.
    default List<IndexDefinition> allIndexes() {
        List<IndexDefinition> all = new ArrayList<>(indexes());
        if (announces()) {
            all.add(IndexDefinition.index(
                            "pending_updates",
                            "the publisher finds what is not announced yet, in order",
                            "pendingUpdates.at",
                            1,
                            "_id",
                            1)
                    .where(new Document("pendingUpdates.at", new Document("$gt", Date.from(Instant.EPOCH)))));
        }
        return all;
    }
}
