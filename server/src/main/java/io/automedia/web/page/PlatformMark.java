package io.automedia.web.page;

import java.util.List;
import java.util.Set;

/// How a platform is shown: its name, its colour's class and its mark's icon.
public record PlatformMark(String key, String name, String look, String icon, boolean solid) {
    /// The platforms that have a colour of their own, in the order in which charts stack them.
    public static final List<String> COLOURED =
            List.of("twitter", "xiaohongshu", "facebook", "instagram", "tiktok", "bluesky", "mastodon", "rss");

    private static final Set<String> SOLID = Set.of("facebook", "xiaohongshu");

    /// The mark of the platform with this key.
    public static PlatformMark of(String key, Words words) {
        String look = COLOURED.contains(key) ? key : "other";
        return new PlatformMark(key, words.named("platform.", key), look, "p-" + look, SOLID.contains(look));
    }

    /// Where it stands in stacks and lists: by the tokens' order, then by name.
    public static int rank(String key) {
        int at = COLOURED.indexOf(key);
        return at < 0 ? COLOURED.size() : at;
    }
}
