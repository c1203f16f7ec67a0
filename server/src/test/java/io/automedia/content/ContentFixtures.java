package io.automedia.content;

import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;

/// Posts and people for tests.
final class ContentFixtures {
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private ContentFixtures() {}

    static UserId somebody() {
        return new UserId(new ObjectId());
    }

    static Caller.Person caller(UserId user) {
        return new Caller.Person(user, Caller.Person.USER, new ObjectId());
    }

    static IncomingPost.Builder aPost(String id) {
        return IncomingPost.builder("twitter", id)
                .author(Content.Author.of("44196397", "Ada", "Ada L."))
                .text("Snow over the bridge " + id)
                .engagement(Map.of("likes", 3, "retweets", 1))
                .publishedAt(NOON);
    }

    static IncomingPost post(String id) {
        return aPost(id).build();
    }

    static Collector importing(UserId user) {
        return Collector.importing(user);
    }

    static Collector connected(UserId user) {
        return new Collector(user, Via.SOURCE, Trust.CONNECTOR, Origin.LIVE, "monitoring");
    }

    static ProcessedPost understood(DuePost due, List<TopicMatch> matches) {
        return new ProcessedPost(
                due,
                1,
                "en",
                new ContentMetadata.Sentiment(0.8, "positive", 0.9, Map.of("joy", 0.7)),
                List.of(new ContentMetadata.Subject("weather", 0.9, null)),
                List.of("snow"),
                List.of(),
                List.of(new Content.Hashtag("Snow", List.of(0, 5))),
                due.post().content().links(),
                new ContentMetadata.Quality(0.5, List.of("originality")),
                matches);
    }
}
