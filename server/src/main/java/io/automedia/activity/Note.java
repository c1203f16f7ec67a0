package io.automedia.activity;

import java.util.Map;

/// What is kept of an event.
///
/// @param type what happened, such as `platform:connected`
/// @param data ids, names and numbers that tell it from others; never a secret, since the person is shown it
public record Note(String type, Map<String, Object> data) {
    public Note {
        data = Map.copyOf(data);
    }
}
