package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.FieldPath;

/// One component of an index.
public record IndexField(FieldPath path, boolean descending) {}
