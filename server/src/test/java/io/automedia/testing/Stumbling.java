package io.automedia.testing;

import io.automedia.content.Content;
import io.automedia.content.PostMatcher;
import io.automedia.content.TopicMatch;
import java.util.List;
import org.bson.types.ObjectId;

/// Fails at posts that say so, and matches nothing in others.
public final class Stumbling implements PostMatcher {
    /// The text of a post that ends in an exception.
    public static final String EXCEPTION = "stumble over this post";

    /// The text of a post that ends in an overflow of the stack, as some regular expressions do.
    public static final String STACK_OVERFLOW = "fall over this post";

    @Override
    public List<TopicMatch> match(Content post, List<ObjectId> holders) {
        return switch (post.content().text()) {
            case EXCEPTION -> throw new IllegalStateException("stumbled");
            case STACK_OVERFLOW -> throw new StackOverflowError("fell");
            default -> List.of();
        };
    }
}
