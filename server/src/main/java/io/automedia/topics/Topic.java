package io.automedia.topics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.automedia.access.Owned;
import io.automedia.webhooks.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One person's standing question: a document of the collection `topics`.
///
/// @param weight how important it is to him, 1 to 5
/// @param statisticsDueAt when its statistics are summed up again; null while nothing changes them
/// @param statisticsChangedAt when what it found changed last; null when its statistics say so already
/// @param version grows with every change that he makes
public record Topic(
        @BsonId ObjectId id,
        ObjectId userId,
        String name,
        @Nullable String description,
        List<Keyword> keywords,
        int weight,
        @Nullable String category,
        boolean isActive,
        Settings settings,
        Statistics statistics,
        @Nullable Instant statisticsDueAt,
        @Nullable Instant statisticsChangedAt,
        Filters filters,
        List<Webhook> webhooks,
        @Nullable Instant lastUpdated,
        Instant createdAt,
        Instant updatedAt,
        @BsonProperty("__v") long version)
        implements Owned {
    /// What another program left out when it wrote a topic is as in a new one.
    public Topic {
        settings = settings == null ? Settings.DEFAULT : settings;
        statistics = statistics == null ? Statistics.NONE : statistics;
        filters = filters == null ? Filters.NONE : filters;
        keywords = List.copyOf(keywords);
        webhooks = List.copyOf(webhooks);
    }

    /// A word or phrase, how much a hit says (0 to 1), and other ways to write it.
    public record Keyword(String term, double weight, List<String> variations) {
        public Keyword {
            variations = variations == null ? List.of() : List.copyOf(variations);
        }

        /// A keyword that says all.
        public static Keyword of(String term, String... variations) {
            return new Keyword(term, 1, List.of(variations));
        }
    }

    /// Where it looks, and how often it is summed up.
    ///
    /// @param updateFrequency 5m, 15m, 30m, 1h, 6h, 12h or 1d: how long after a change it is summed up
    /// @param contentTypes types of posts; empty for all
    /// @param platforms names of platforms; empty for all
    /// @param language ISO 639-1; null for all
    /// @param location where posts must be from; null or `worldwide` for anywhere
    /// @param minEngagement the least that each named counter must have
    public record Settings(
            String updateFrequency,
            boolean notificationEnabled,
            boolean autoCollect,
            List<String> contentTypes,
            List<String> platforms,
            @Nullable String language,
            @Nullable String location,
            Map<String, Long> minEngagement) {
        /// Everything, summed up every quarter of an hour.
        public static final Settings DEFAULT =
                new Settings("15m", true, false, List.of(), List.of(), null, null, Map.of());

        public Settings {
            updateFrequency = updateFrequency == null ? "15m" : updateFrequency;
            contentTypes = contentTypes == null ? List.of() : List.copyOf(contentTypes);
            platforms = platforms == null ? List.of() : List.copyOf(platforms);
            minEngagement = minEngagement == null ? Map.of() : Map.copyOf(minEngagement);
        }
    }

    /// What it found so far.
    ///
    /// @param contentCount posts in the owner's library that it matches
    /// @param averageEngagement mean counters of its newest posts
    /// @param trendingScore 0 to 1: 0.5 when the last day was like the week before
    /// @param relevanceScore mean relevance of its newest posts, 0 to 1
    public record Statistics(
            long contentCount,
            @Nullable Instant lastContentUpdate,
            Map<String, Double> averageEngagement,
            double trendingScore,
            double relevanceScore) {
        /// Nothing found yet.
        public static final Statistics NONE = new Statistics(0, null, Map.of(), 0, 0);

        public Statistics {
            averageEngagement = averageEngagement == null ? Map.of() : Map.copyOf(averageEngagement);
        }
    }

    /// What holds a post back although a keyword hits.
    ///
    /// @param sentiment positive, negative, neutral; empty for any
    /// @param includeVerified true: verified authors only
    public record Filters(
            List<String> sentiment, List<String> excludeKeywords, boolean includeVerified, long minFollowers) {
        /// Holds nothing back.
        public static final Filters NONE = new Filters(List.of(), List.of(), false, 0);

        public Filters {
            sentiment = sentiment == null ? List.of() : List.copyOf(sentiment);
            excludeKeywords = excludeKeywords == null ? List.of() : List.copyOf(excludeKeywords);
        }
    }

    /// The part that says what to match.
    @JsonIgnore
    TopicDraft draft() {
        return new TopicDraft(name, description, keywords, weight, category, isActive, settings, filters);
    }

    /// What waits to be summed up is so at once when the owner says how often anew.
    Topic with(TopicDraft draft, Instant now) {
        boolean isAsOften = draft.settings().updateFrequency().equals(settings.updateFrequency());
        return new Topic(
                id,
                userId,
                draft.name(),
                draft.description(),
                draft.keywords(),
                draft.weight(),
                draft.category(),
                draft.isActive(),
                draft.settings(),
                statistics,
                statisticsDueAt == null || isAsOften ? statisticsDueAt : now,
                statisticsChangedAt,
                draft.filters(),
                webhooks,
                now,
                createdAt,
                now,
                version + 1);
    }

    /// The same with what it found until now.
    Topic with(Statistics found) {
        return new Topic(
                id,
                userId,
                name,
                description,
                keywords,
                weight,
                category,
                isActive,
                settings,
                found,
                statisticsDueAt,
                statisticsChangedAt,
                filters,
                webhooks,
                lastUpdated,
                createdAt,
                updatedAt,
                version);
    }
}
