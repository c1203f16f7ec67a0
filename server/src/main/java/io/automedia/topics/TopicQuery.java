package io.automedia.topics;

import io.automedia.content.Content;
import io.automedia.standingqueries.Filters;
import io.automedia.standingqueries.Query;
import io.automedia.standingqueries.Term;
import io.automedia.standingqueries.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How topics and posts look to the matcher. Part 0 of a text is what the post says; each hashtag that a platform lists
/// beside the text
/// without it standing there is a part of its own.
final class TopicQuery {
    private static final String WORLDWIDE = "worldwide";
    private static final Pattern COMMAS = Pattern.compile("[,，]");

    private TopicQuery() {}

    static Query of(long number, TopicDraft topic) {
        List<Term> terms = topic.keywords().stream()
                .map(keyword -> new Term(keyword.term(), keyword.weight(), keyword.variations()))
                .toList();
        return new Query(number, terms, topic.filters().excludeKeywords(), filters(topic));
    }

    private static Filters filters(TopicDraft topic) {
        String language = topic.settings().language();
        return new Filters(
                Set.copyOf(topic.settings().platforms()),
                Set.copyOf(topic.settings().contentTypes()),
                language == null ? Set.of() : Set.of(language),
                Set.copyOf(topic.filters().sentiment()),
                topic.filters().includeVerified(),
                topic.filters().minFollowers(),
                topic.settings().minEngagement(),
                places(topic.settings().location()));
    }

    /// Where posts must be from; empty for anywhere.
    static Set<String> places(@Nullable String location) {
        return location == null || location.isBlank() || location.strip().equalsIgnoreCase(WORLDWIDE)
                ? Set.of()
                : Set.of(location);
    }

    static Text text(Content post) {
        Content.Author author = post.author();
        var sentiment = post.metadata().sentiment();
        Long followers = author.followersCount();
        return new Text(
                parts(post),
                post.platform(),
                post.type(),
                post.metadata().language(),
                sentiment == null ? null : sentiment.label(),
                Boolean.TRUE.equals(author.verified()),
                followers == null ? 0 : followers,
                post.metadata().engagement(),
                placesOf(post));
    }

    /// The name that a post gives its place, and what is between its commas: `Texas, USA` is in `USA` too.
    private static Set<String> placesOf(Content post) {
        var location = post.metadata().location();
        String name = location == null ? null : location.name();
        if (name == null || name.isBlank()) {
            return Set.of();
        }
        return Stream.concat(Stream.of(name), COMMAS.splitAsStream(name))
                .filter(place -> !place.isBlank())
                .collect(Collectors.toSet());
    }

    private static List<String> parts(Content post) {
        String text = post.content().text();
        List<String> parts = new ArrayList<>();
        parts.add(text);
        String folded = text.toLowerCase(Locale.ROOT);
        Set<String> added = new HashSet<>();
        for (Content.Hashtag hashtag : post.content().hashtags()) {
            String tag = hashtag.text().toLowerCase(Locale.ROOT);
            if (!folded.contains("#" + tag) && !folded.contains("＃" + tag) && added.add(tag)) {
                parts.add("#" + hashtag.text());
            }
        }
        return parts;
    }

    /// What a part of a text is called in a hit.
    static String partName(int part) {
        return part == 0 ? "text" : "hashtag";
    }
}
