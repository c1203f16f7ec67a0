package io.automedia.enrichment;

import io.automedia.content.Content;
import io.automedia.content.ContentMetadata;
import io.automedia.content.DuePost;
import io.automedia.content.PostMatcher;
import io.automedia.content.ProcessedPost;
import io.automedia.content.TopicMatch;
import io.automedia.textanalysis.Analysis;
import io.automedia.textanalysis.Entities;
import io.automedia.textanalysis.Keyword;
import io.automedia.textanalysis.Sentiment;
import io.automedia.textanalysis.TextAnalyser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Finds out what one post says, how it feels, and which topics match it.
@Component
final class Enricher {
    /// Grows with every change that gives other results, so that history can be done again.
    static final int VERSION = 3;

    /// As many mentions, hashtags and links of a post are kept.
    private static final int MOST_FOUND = 5_000;

    private static final String UNDETERMINED = "und";

    private final TextAnalyser analyser = TextAnalyser.load();
    private final List<PostMatcher> matchers;

    Enricher(ObjectProvider<PostMatcher> matchers) {
        this.matchers = matchers.orderedStream().toList();
    }

    ProcessedPost enrich(DuePost due) {
        Content post = due.post();
        Analysis analysis =
                analyser.analyse(post.content().text(), post.metadata().language());
        ProcessedPost understood = new ProcessedPost(
                due,
                VERSION,
                analysis.language().equals(UNDETERMINED) ? null : analysis.language(),
                sentiment(analysis.sentiment()),
                post.metadata().topics(),
                analysis.keywords().stream().map(Keyword::text).toList(),
                mentions(post, analysis.entities()),
                hashtags(post, analysis.entities()),
                links(post, analysis.entities()),
                new ContentMetadata.Quality(
                        analysis.quality().score(), analysis.quality().factors()),
                List.of());
        return understood.withMatches(matches(understood));
    }

    private List<TopicMatch> matches(ProcessedPost understood) {
        Content post = understood.applied();
        List<TopicMatch> matches = new ArrayList<>();
        for (PostMatcher matcher : matchers) {
            matches.addAll(matcher.match(post, understood.due().holders()));
        }
        return matches;
    }

    private static ContentMetadata.@Nullable Sentiment sentiment(@Nullable Sentiment sentiment) {
        return sentiment == null
                ? null
                : new ContentMetadata.Sentiment(
                        sentiment.score(), sentiment.label().word(), sentiment.confidence(), Map.of());
    }

    /// What the platform lists comes first (it knows the ids), then what only the text has.
    private static List<Content.Mention> mentions(Content post, Entities entities) {
        return merged(
                post.content().mentions(),
                entities.mentions().stream()
                        .map(found -> new Content.Mention(found.username(), null, List.of(found.start(), found.end())))
                        .toList(),
                mention -> mention.username().toLowerCase(Locale.ROOT));
    }

    private static List<Content.Hashtag> hashtags(Content post, Entities entities) {
        return merged(
                post.content().hashtags(),
                entities.hashtags().stream()
                        .map(found -> new Content.Hashtag(found.text(), List.of(found.start(), found.end())))
                        .toList(),
                hashtag -> hashtag.text().toLowerCase(Locale.ROOT));
    }

    private static List<Content.Link> links(Content post, Entities entities) {
        return merged(
                post.content().links(),
                entities.links().stream()
                        .map(found -> Content.Link.to(found.url()))
                        .toList(),
                Content.Link::url);
    }

    private static <T> List<T> merged(List<T> listed, List<T> found, Function<T, String> key) {
        Map<String, T> byKey = new LinkedHashMap<>();
        listed.forEach(item -> byKey.putIfAbsent(key.apply(item), item));
        found.forEach(item -> byKey.putIfAbsent(key.apply(item), item));
        return byKey.values().stream().limit(MOST_FOUND).toList();
    }
}
