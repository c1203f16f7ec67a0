package io.automedia.oidc;

/// A provider with which people can sign in, as pages show it.
///
/// @param name in addresses
/// @param label what people call it
public record Provider(String name, String label) {}
