package io.automedia.updates;

import java.util.List;
import org.bson.types.ObjectId;

/// A document of any collection, seen as the announcements it carries.
///
/// @param id its `_id`, of whatever type
record AnnouncingDocument(String collection, Object id, List<PendingUpdate> pendingUpdates) {
    AnnouncingDocument {
        pendingUpdates = List.copyOf(pendingUpdates);
    }

    /// Where an event's name is needed.
    static UpdateRepository.EventName nameOf(PendingUpdate update) {
        ObjectId user = update.userId();
        return new UpdateRepository.EventName(user, update.key());
    }
}
