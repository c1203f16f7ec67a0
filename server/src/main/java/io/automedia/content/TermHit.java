package io.automedia.content;

import org.jspecify.annotations.Nullable;

/// Where a term of a topic was found in a post.
///
/// @param term the term or variation as the topic has it
/// @param surface the words as the post has them
/// @param part which part of the post: text, hashtag, author …
/// @param start first UTF-16 unit in that part
/// @param end after the last one
public record TermHit(
        String term, @Nullable String surface, @Nullable String part, int start, int end) {}
