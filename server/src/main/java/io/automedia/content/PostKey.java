package io.automedia.content;

/// What makes a post the same post.
public record PostKey(String platform, String platformId) {}
