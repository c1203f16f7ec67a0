package io.automedia.content;

import java.util.Set;
import org.bson.types.ObjectId;

/// Posts that these topics mark came, changed or went. A hint: the marks are the truth.
public record MarksChanged(Set<ObjectId> topicIds) {
    public MarksChanged {
        topicIds = Set.copyOf(topicIds);
    }
}
