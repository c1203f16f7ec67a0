package io.automedia.content;

import io.automedia.shared.UserId;
import java.util.List;
import org.bson.types.ObjectId;

/// A person's connection learned that a post was deleted on its platform; the connections of the others who
/// have it are to look whether that is so for them too. A hint: who misses it finds them in [Doubts].
public record ContentRemovedUpstream(ObjectId contentId, String platform, String platformId, List<UserId> others) {
    public ContentRemovedUpstream {
        others = List.copyOf(others);
    }
}
