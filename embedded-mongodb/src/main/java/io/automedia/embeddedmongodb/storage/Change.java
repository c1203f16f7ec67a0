package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;

/// A document before and after an update; both are equal when nothing changed.
public record Change(RawDocument before, RawDocument after) {
    public boolean modified() {
        return !before.equals(after);
    }
}
