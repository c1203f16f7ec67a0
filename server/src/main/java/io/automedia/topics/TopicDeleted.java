package io.automedia.topics;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person deleted a topic.
public record TopicDeleted(UserId person, ObjectId topicId, String name) implements Noteworthy {
    @Override
    public Note note() {
        return new Note("topic:deleted", Map.of("topicId", topicId.toHexString(), "name", name));
    }
}
