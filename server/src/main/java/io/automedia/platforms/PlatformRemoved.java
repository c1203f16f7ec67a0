package io.automedia.platforms;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person ended his connection to a platform.
public record PlatformRemoved(UserId person, ObjectId platformId, String type, String name)
        implements Noteworthy, Auditable {
    @Override
    public Note note() {
        return new Note("platform:removed", Map.of("platformId", platformId.toHexString(), "type", type, "name", name));
    }

    @Override
    public Act act() {
        return Act.of(Action.PLATFORM_REMOVED, "platform", platformId)
                .concerning(person)
                .with("type", type);
    }
}
