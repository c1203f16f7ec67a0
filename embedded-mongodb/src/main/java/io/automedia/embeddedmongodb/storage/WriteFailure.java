package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.errors.MongoError;

/// Why one document of several was not written.
/// @param index its position among those given
public record WriteFailure(int index, MongoError error) {}
