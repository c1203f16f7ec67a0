package io.automedia.topics;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person deleted a topic.
public record TopicDeleted(UserId person, ObjectId topicId, String name) implements Noteworthy, Auditable {
    @Override
    public Note note() {
        return new Note("topic:deleted", Map.of("topicId", topicId.toHexString(), "name", name));
    }

    @Override
    public Act act() {
        return Act.of(Action.TOPIC_DELETED, "topic", topicId).concerning(person);
    }
}
