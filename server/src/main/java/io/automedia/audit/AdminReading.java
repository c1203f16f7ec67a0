package io.automedia.audit;

import io.automedia.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An administrator is about to see what is others'. It is published before he does: what can't be written down is
/// not shown.
///
/// @param type what kind of thing, such as `account`; in the plural for a page of a list
/// @param id of that thing; null for a list
/// @param people whose it is, as far as the question named them: they find it among their own entries
public record AdminReading(String type, @Nullable Object id, List<UserId> people) implements Auditable {
    public AdminReading {
        people = List.copyOf(people);
    }

    /// A page of a list.
    public static AdminReading ofList(String type) {
        return new AdminReading(type, null, List.of());
    }

    @Override
    public Act act() {
        Act act = Act.of(Action.ADMIN_READ, type, id);
        for (UserId person : people) {
            act = act.concerning(person);
        }
        return act;
    }
}
