package io.automedia.platforms.rss;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// How often an entry was commented, seen and liked, where its feed says so.
final class EntryCounters {
    private EntryCounters() {}

    static Map<String, Long> of(XmlFields fields) {
        Map<String, Long> counters = new HashMap<>();
        put(counters, "comments", fields.text("slash:comments", "thr:total"));
        for (Element link : fields.all("link")) {
            if (link.attr("rel").equals("replies")) {
                put(counters, "comments", link.attr("thr:count"));
            }
        }
        Element group = fields.first("media:group");
        XmlFields media = group == null ? fields : fields.in(group);
        Element community = media.first("media:community");
        if (community != null) {
            XmlFields about = media.in(community);
            put(counters, "views", attribute(about.first("media:statistics"), "views"));
            put(counters, "likes", attribute(about.first("media:starrating"), "count"));
        }
        return counters;
    }

    private static @Nullable String attribute(@Nullable Element element, String name) {
        return element == null ? null : element.attr(name);
    }

    private static void put(Map<String, Long> counters, String name, @Nullable String written) {
        if (written != null && written.matches("\\d{1,15}")) {
            counters.put(name, Long.parseLong(written));
        }
    }
}
