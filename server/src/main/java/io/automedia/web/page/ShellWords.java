package io.automedia.web.page;

import java.util.Map;
import java.util.TreeMap;

/// The words that the pages' scripts say.
public final class ShellWords {
    private static final String[] KEYS = {
        "time.now",
        "time.minutes",
        "time.hours",
        "time.days",
        "time.ago",
        "number.percent",
        "js.failed",
        "js.offline",
        "js.undo",
        "js.seconds",
        "js.copied",
        "js.archived",
        "js.unarchived",
        "js.deleted",
        "js.new",
        "js.retry",
        "js.connection.connected",
        "js.connection.catching",
        "js.connection.offline"
    };

    private ShellWords() {}

    /// The words by key, with their places left as `{0}`: the scripts fill them in.
    public static Map<String, String> of(Words words) {
        Map<String, String> said = new TreeMap<>();
        for (String key : KEYS) {
            said.put(key, words.of(key, "{0}", "{1}"));
        }
        return said;
    }
}
