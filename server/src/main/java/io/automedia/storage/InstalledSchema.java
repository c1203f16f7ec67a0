package io.automedia.storage;

import java.util.List;
import java.util.Optional;

/// Proof that every collection has its indexes: whoever reads or writes documents at start asks for this bean first.
public record InstalledSchema(List<CollectionSchema> collections) {
    public InstalledSchema {
        collections = List.copyOf(collections);
    }

    /// The description of one collection.
    public Optional<CollectionSchema> collection(String name) {
        return collections.stream().filter(schema -> schema.name().equals(name)).findFirst();
    }

    /// The collections whose documents carry announcements.
    public List<CollectionSchema> announcing() {
        return collections.stream().filter(CollectionSchema::announces).toList();
    }
}
