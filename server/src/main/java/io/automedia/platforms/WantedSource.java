package io.automedia.platforms;

/// What a person asks to be monitored, in his words.
///
/// @param value an account's name, a hashtag, a search, or an address
public record WantedSource(SourceKind kind, String value) {}
