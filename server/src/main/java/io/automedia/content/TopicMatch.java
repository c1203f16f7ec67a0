package io.automedia.content;

import java.util.List;
import org.bson.types.ObjectId;

/// A topic that matches a post.
///
/// @param userId whose topic it is
/// @param relevance 0 to 1
public record TopicMatch(ObjectId userId, ObjectId topicId, double relevance, List<TermHit> terms) {
    public TopicMatch {
        terms = List.copyOf(terms);
    }
}
