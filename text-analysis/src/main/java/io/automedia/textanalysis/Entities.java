package io.automedia.textanalysis;

import java.util.List;

/// The hashtags, mentions and links of a text in the order in which they stand. `start` and `end` are UTF-16
/// indices into the text as it was given, the sign (`#`, `@`) included and `end` exclusive.
public record Entities(List<Hashtag> hashtags, List<Mention> mentions, List<Link> links) {

    public static final Entities NONE = new Entities(List.of(), List.of(), List.of());

    public Entities {
        hashtags = List.copyOf(hashtags);
        mentions = List.copyOf(mentions);
        links = List.copyOf(links);
    }

    /// A hashtag; `text` is without the sign, as written (`SpaceX`, `话题`).
    public record Hashtag(String text, int start, int end) {}

    /// A mention; `username` is without the sign, as written.
    public record Mention(String username, int start, int end) {}

    /// A link; `url` is as written, without the punctuation that follows it, and may lack a scheme
    /// (`www.example.org`).
    public record Link(String url, int start, int end) {}
}
