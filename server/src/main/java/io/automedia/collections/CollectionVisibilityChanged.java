package io.automedia.collections;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// Everybody may see a collection now, or no longer.
public record CollectionVisibilityChanged(UserId owner, ObjectId collectionId, String name, boolean isPublic)
        implements Noteworthy, Auditable {
    @Override
    public UserId person() {
        return owner;
    }

    @Override
    public Note note() {
        return new Note(
                isPublic ? "collection:published" : "collection:hidden",
                Map.of("collectionId", collectionId.toHexString(), "name", name));
    }

    @Override
    public Act act() {
        return Act.of(Action.VISIBILITY_CHANGED, "collection", collectionId)
                .concerning(owner)
                .with("isPublic", isPublic);
    }
}
