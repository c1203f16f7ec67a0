package io.automedia.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What enrichment found in a post.
///
/// @param due the post as [Processing#due] gave it; when it was changed since, this result is dropped and
/// the post stays due
/// @param version the version of the enrichment
/// @param language null when none can be told
/// @param matches the topics that match, of all people
public record ProcessedPost(
        DuePost due,
        int version,
        @Nullable String language,
        ContentMetadata.@Nullable Sentiment sentiment,
        List<ContentMetadata.Subject> subjects,
        List<String> keywords,
        List<Content.Mention> mentions,
        List<Content.Hashtag> hashtags,
        List<Content.Link> links,
        ContentMetadata.@Nullable Quality quality,
        List<TopicMatch> matches) {
    public ProcessedPost {
        subjects = List.copyOf(subjects);
        keywords = List.copyOf(keywords);
        mentions = List.copyOf(mentions);
        hashtags = List.copyOf(hashtags);
        links = List.copyOf(links);
        matches = List.copyOf(matches);
    }

    /// The same result with the topics that match.
    public ProcessedPost withMatches(List<TopicMatch> found) {
        return new ProcessedPost(
                due, version, language, sentiment, subjects, keywords, mentions, hashtags, links, quality, found);
    }

    /// The post as it is once this result is written.
    public Content applied() {
        Content post = due.post();
        Content.Body body = post.content();
        ContentMetadata metadata = post.metadata();
        return post.with(
                new Content.Body(body.text(), body.media(), links, mentions, hashtags),
                new ContentMetadata(
                        metadata.engagement(),
                        sentiment,
                        subjects,
                        keywords,
                        language,
                        metadata.location(),
                        metadata.source(),
                        quality,
                        metadata.enrichment(),
                        metadata.titlesDueAt()));
    }
}
