package io.automedia.collections;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.HashMap;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Whoever has an address may do something else with a collection. Its owner finds that in his activity, and nothing
/// there tells whether somebody has it.
///
/// @param name of the collection
/// @param addressee who has the address; null for nobody
/// @param role `owner`, `editor`, `viewer` or `none`
record AddressPermissionChanged(
        UserId owner,
        ObjectId collectionId,
        String name,
        String email,
        @Nullable UserId addressee,
        String role) implements Noteworthy, Auditable {
    @Override
    public UserId person() {
        return owner;
    }

    @Override
    public Note note() {
        Map<String, Object> data = new HashMap<>(
                Map.of("collectionId", collectionId.toHexString(), "owner", owner.toString(), "email", email));
        if (role.equals(PermissionChanged.NOTHING)) {
            return new Note("collection:unshared", data);
        }
        data.put("name", name);
        data.put("role", role);
        return new Note("collection:shared", data);
    }

    @Override
    public Act act() {
        Act act = Act.of(Action.PERMISSION_CHANGED, "collection", collectionId)
                .concerning(owner)
                .with("by", "address")
                .with("role", role);
        return addressee == null ? act : act.concerning(addressee);
    }
}
