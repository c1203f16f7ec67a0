package io.automedia.web.post;

import io.automedia.content.Content;
import io.automedia.content.LibraryItem;
import io.automedia.content.LibraryPost;
import io.automedia.content.TermHit;
import io.automedia.web.page.Initials;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.SentimentMark;
import io.automedia.web.page.Visit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Builds post cards for one visit. `topicNames` are the visitor's topics by id.
public record PostCards(Visit visit, Map<ObjectId, String> topicNames) {
    private static final int SHOWN_IN_LISTS = 700;
    private static final int SHOWN_WHOLE = 20_000;
    private static final List<Counted> COUNTED = List.of(
            new Counted("likes", "heart"),
            new Counted("retweets", "repeat"),
            new Counted("replies", "message-circle"),
            new Counted("views", "eye"));

    private record Counted(String name, String icon) {}

    /// A card for a list, with its text cut to a few lines.
    public PostCard inList(LibraryPost post) {
        return card(post, List.of(), true);
    }

    /// A card for a list in which the hits of one topic are marked.
    public PostCard matchedBy(LibraryPost post, ObjectId topicId) {
        return card(post, hits(post.item(), topicId), true);
    }

    /// The whole post, with the hits of all topics marked.
    public PostCard whole(LibraryPost post) {
        return card(post, hits(post.item(), null), false);
    }

    /// A card for a list of examples, with what a draft found in it.
    public PostCard explained(LibraryPost post, List<io.automedia.standingqueries.Hit> found) {
        return card(
                post,
                found.stream()
                        .filter(hit -> hit.part() == 0)
                        .map(hit -> new Pieces.Hit(hit.start(), hit.end()))
                        .toList(),
                true);
    }

    private PostCard card(LibraryPost post, List<Pieces.Hit> hits, boolean clamped) {
        Content content = post.content();
        Content.Author author = content.author();
        String name = firstOf(
                author.displayName(),
                author.username(),
                author.id(),
                visit.words().of("post.nobody"));
        String language = content.metadata().language();
        boolean foreign =
                language != null && !visit.words().locale().getLanguage().equals(language);
        return new PostCard(
                content.id().toHexString(),
                PlatformMark.of(content.platform(), visit.words()),
                name,
                handle(author, name),
                Initials.of(name),
                Boolean.TRUE.equals(author.verified()),
                visit.formats().moment(content.publishedAt()),
                Pieces.of(cut(content.content().text(), clamped ? SHOWN_IN_LISTS : SHOWN_WHOLE), hits),
                clamped,
                language,
                foreign && language != null ? visit.formats().language(language) : null,
                media(content.content().media()),
                sentiment(post),
                content.processedAt() == null,
                counters(content),
                post.item().tags(),
                post.item().isArchived(),
                topics(post.item()),
                false);
    }

    private static String firstOf(@Nullable String... names) {
        for (String name : names) {
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        return "";
    }

    private static @Nullable String handle(Content.Author author, String name) {
        String username = author.username();
        return username == null || username.isBlank() || username.equals(name) ? null : "@" + username;
    }

    /// Cuts between characters, not inside one.
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    private @Nullable String media(List<Content.Media> media) {
        if (media.isEmpty()) {
            return null;
        }
        long videos = media.stream().filter(one -> "video".equals(one.type())).count();
        String kind = videos == 0 ? "pictures" : videos == media.size() ? "videos" : "mixed";
        String count = visit.words().of("post.media." + kind, media.size());
        String alt = media.getFirst().altText();
        return alt == null || alt.isBlank() ? count : visit.words().of("post.media.alt", count, cut(alt, 160));
    }

    private @Nullable SentimentMark sentiment(LibraryPost post) {
        var sentiment = post.content().metadata().sentiment();
        return sentiment == null
                ? null
                : SentimentMark.of(sentiment.label(), sentiment.score(), visit.words(), visit.formats());
    }

    private List<PostCard.Counter> counters(Content content) {
        List<PostCard.Counter> counters = new ArrayList<>();
        for (Counted counted : COUNTED) {
            if (content.metadata().engagement().containsKey(counted.name())) {
                long value = content.metadata().counter(counted.name());
                counters.add(new PostCard.Counter(
                        counted.icon(),
                        visit.formats().compact(value),
                        visit.words()
                                .of("count." + counted.name(), visit.formats().number(value), value)));
            }
        }
        return counters;
    }

    private List<PostCard.Matched> topics(LibraryItem item) {
        return item.topics().stream()
                .filter(marked -> topicNames.containsKey(marked.topicId()))
                .sorted(Comparator.comparingDouble(LibraryItem.Marked::relevanceScore)
                        .reversed())
                .map(this::matched)
                .toList();
    }

    private PostCard.Matched matched(LibraryItem.Marked marked) {
        String surfaces = marked.terms().stream()
                .map(hit -> hit.surface() == null ? hit.term() : hit.surface())
                .distinct()
                .limit(6)
                .collect(Collectors.joining(", "));
        return new PostCard.Matched(
                marked.topicId().toHexString(),
                Objects.requireNonNull(topicNames.get(marked.topicId())),
                visit.formats().decimal(marked.relevanceScore(), 2),
                visit.words().of("post.matched", surfaces));
    }

    private static List<Pieces.Hit> hits(LibraryItem item, @Nullable ObjectId topicId) {
        return item.topics().stream()
                .filter(marked -> topicId == null || marked.topicId().equals(topicId))
                .flatMap(marked -> marked.terms().stream())
                .filter(hit -> hit.part() == null || hit.part().equals(TEXT))
                .map(PostCards::hit)
                .distinct()
                .toList();
    }

    private static final String TEXT = "text";

    private static Pieces.Hit hit(TermHit hit) {
        return new Pieces.Hit(hit.start(), hit.end());
    }
}
