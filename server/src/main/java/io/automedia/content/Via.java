package io.automedia.content;

/// How a post came into a person's library.
public enum Via {
    /// By a connection of his to a platform.
    PLATFORM,
    /// By something he monitors, such as a feed.
    SOURCE,
    /// In a file.
    IMPORT,
    /// Because a topic of his matched a post that somebody else collected.
    TOPIC,
    /// Written or sent by himself.
    API
}
