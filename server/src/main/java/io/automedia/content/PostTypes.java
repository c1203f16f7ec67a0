package io.automedia.content;

import java.util.List;
import java.util.Map;

/// Maps what platforms call their posts to the types of the schema.
final class PostTypes {
    /// The types of the schema.
    static final List<String> KNOWN = List.of("tweet", "post", "video", "image", "story", "generated");

    private static final Map<String, String> NEAREST = Map.ofEntries(
            Map.entry("photo", "image"),
            Map.entry("picture", "image"),
            Map.entry("carousel", "image"),
            Map.entry("carousel_album", "image"),
            Map.entry("album", "image"),
            Map.entry("gif", "image"),
            Map.entry("reel", "video"),
            Map.entry("reels", "video"),
            Map.entry("short", "video"),
            Map.entry("shorts", "video"),
            Map.entry("clip", "video"),
            Map.entry("live", "video"),
            Map.entry("livestream", "video"));

    private PostTypes() {}

    /// The nearest type of the schema; `reply` and whatever else is unknown is a `tweet` on twitter, else a
    /// `post`.
    static String nearest(String platform, String given) {
        if (KNOWN.contains(given)) {
            return given;
        }
        String nearest = NEAREST.get(given);
        return nearest != null ? nearest : plain(platform);
    }

    /// What a post without a type is.
    static String plain(String platform) {
        return platform.equals("twitter") ? "tweet" : "post";
    }
}
