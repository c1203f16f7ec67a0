package io.automedia.content;

/// Whether topics may match posts that other people of this instance collected.
public enum Sharing {
    /// Everybody's topics match his own library only.
    PRIVATE,
    /// Topics match every post that was publicly readable.
    INSTANCE
}
