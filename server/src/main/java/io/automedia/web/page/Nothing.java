package io.automedia.web.page;

import java.util.List;

/// What stands where a list is empty: why it is, and what to do next.
public record Nothing(String icon, String title, String text, List<Action> actions) {
    public Nothing {
        actions = List.copyOf(actions);
    }

    /// Something to do next.
    public record Action(String name, String href) {}
}
