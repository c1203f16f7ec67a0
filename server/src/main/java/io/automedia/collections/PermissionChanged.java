package io.automedia.collections;

import io.automedia.access.Role;
import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.types.ObjectId;

/// Somebody may do something else with a collection. Its owner and he find that in their activities.
///
/// @param name of the collection
/// @param person who may
/// @param role `owner`, `editor`, `viewer` or `none`
public record PermissionChanged(UserId owner, ObjectId collectionId, String name, UserId person, String role)
        implements Noteworthy, Auditable {
    static final String NOTHING = "none";

    static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<UserId> others() {
        return List.of(owner);
    }

    /// Who may not see it any more is not told what it is called now.
    @Override
    public Note note() {
        Map<String, Object> data = new HashMap<>(Map.of(
                "collectionId", collectionId.toHexString(), "owner", owner.toString(), "person", person.toString()));
        if (role.equals(NOTHING)) {
            return new Note("collection:unshared", data);
        }
        data.put("name", name);
        data.put("role", role);
        return new Note("collection:shared", data);
    }

    @Override
    public Act act() {
        return Act.of(Action.PERMISSION_CHANGED, "collection", collectionId)
                .concerning(owner)
                .concerning(person)
                .with("person", person)
                .with("role", role);
    }
}
