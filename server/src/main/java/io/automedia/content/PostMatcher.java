package io.automedia.content;

import java.util.List;
import org.bson.types.ObjectId;

/// Finds the topics that match a post. `topics` implements it; enrichment asks it within the batch in which
/// a post is understood, so that what matched is in the same write.
public interface PostMatcher {
    /// The matches of the topics of people who hold the post. With [Sharing#INSTANCE] and a post that is
    /// [Content#publiclyReadable()], also those of other people's topics that collect by themselves: such a
    /// match puts the post into that person's library.
    ///
    /// @param post as enrichment understood it
    List<TopicMatch> match(Content post, List<ObjectId> holders);
}
