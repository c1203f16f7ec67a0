package io.automedia.web.page;

import java.util.List;

/// What stands where a list is empty: why it is, and what to do next.
public record Nothing(String icon, String title, String text, List<Action> actions) {
    public Nothing {
        actions = List.copyOf(actions);
    }

    /// Something to do next.
    public record Action(String name, String href) {}

    /// For somebody who has no post at all.
    public static Nothing noPosts(Words words) {
        return new Nothing(
                "plug-connected",
                words.of("live.empty.title"),
                words.of("live.empty.text"),
                List.of(
                        new Action(words.of("live.empty.feed"), "/platforms"),
                        new Action(words.of("live.empty.import"), "/jobs")));
    }
}
