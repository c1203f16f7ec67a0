package io.automedia.content;

/// A post as one person sees it: what is personal comes from his own item.
public record LibraryPost(Content content, LibraryItem item) {}
