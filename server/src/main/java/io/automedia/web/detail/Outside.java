package io.automedia.web.detail;

import io.automedia.content.Content;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Addresses on other people's servers. Only such of the web are links: what a post brings is not trusted.
final class Outside {
    private Outside() {}

    /// The address when a browser may follow it.
    static @Nullable String address(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            String scheme = URI.create(address).getScheme();
            return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme) ? address : null;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /// Where a post stands on its platform, for those whose addresses follow from ids.
    static @Nullable String original(Content post) {
        String id = post.platformId();
        String user = post.author().username();
        boolean plain = id.matches("[A-Za-z0-9_-]+");
        return switch (post.platform()) {
            case "twitter" -> id.matches("\\d+") && user != null ? "https://x.com/" + user + "/status/" + id : null;
            case "xiaohongshu" -> id.matches("[0-9a-f]{24}") ? "https://www.xiaohongshu.com/explore/" + id : null;
            case "facebook" -> id.matches("[\\d_]+") ? "https://www.facebook.com/" + id : null;
            case "youtube" -> plain ? "https://www.youtube.com/watch?v=" + id : null;
            case "rss" ->
                post.content().links().isEmpty()
                        ? null
                        : address(post.content().links().getFirst().url());
            default -> null;
        };
    }
}
