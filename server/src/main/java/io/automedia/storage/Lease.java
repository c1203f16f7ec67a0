package io.automedia.storage;

/// The right to be the only one doing something, for a limited time.
///
/// @param name what is done
/// @param token grows with every new holder, so that a write by a former holder can be told
public record Lease(String name, String owner, long token) {}
