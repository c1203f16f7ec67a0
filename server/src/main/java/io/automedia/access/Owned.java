package io.automedia.access;

import org.bson.types.ObjectId;

/// Something that belongs to one person. A record with a component `ObjectId userId` is one by itself.
public interface Owned {
    /// The id of the person it belongs to.
    ObjectId userId();
}
