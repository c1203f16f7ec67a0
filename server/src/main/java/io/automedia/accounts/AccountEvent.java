package io.automedia.accounts;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.shared.UserId;
import java.util.Map;

/// Something happened to how a person gets in.
///
/// @param type `password:forgotten` (a link was mailed), `password:reset`, `password:changed`,
/// `address:confirmed`,     `address:changed`, `account:registered`, `account:deactivated`
public record AccountEvent(UserId person, String type) implements Noteworthy {
    @Override
    public Note note() {
        return new Note(type, Map.of());
    }
}
