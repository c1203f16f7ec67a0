package io.automedia.platforms.rss;

import io.automedia.outgoing.WebAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what people paste for the address of a feed.
final class FeedAddress {
    private static final Pattern FEED_SCHEME = Pattern.compile("(?i)^(?:feed|rss|podcast|itpc|pcast)s?:(?://)?");
    private static final Pattern WEB = Pattern.compile("(?i)^https?:.*");
    private static final Pattern OTHER_SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(?!\\d).*");

    private FeedAddress() {}

    /// The addresses that can be meant, the likeliest first.
    ///
    /// @throws IllegalArgumentException with a sentence for the person
    static List<URI> meantBy(String pasted) {
        String text = pasted.strip();
        if (text.startsWith("<") && text.endsWith(">")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        text = FEED_SCHEME.matcher(text).replaceFirst("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Paste the address of a feed, or of a page that has one.");
        }
        if (WEB.matcher(text).matches() || OTHER_SCHEME.matcher(text).matches()) {
            return List.of(WebAddress.of(text));
        }
        String bare = text.startsWith("//") ? text.substring(2) : text;
        List<URI> meant = new ArrayList<>();
        meant.add(WebAddress.of("https://" + bare));
        meant.add(WebAddress.of("http://" + bare));
        return meant;
    }
}
