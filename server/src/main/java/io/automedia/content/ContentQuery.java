package io.automedia.content;

import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Which posts of a library are wanted, and in which order. Every list is "any of", and empty for all.
///
/// @param topics ids of the person's topics that matched
/// @param collections ids of collections, that he may see, that hold them
/// @param authors usernames
/// @param archived whether only archived posts are wanted, or only those that are not
/// @param dateFrom published then or later
/// @param dateTo published before; a day that is asked for is whole
/// @param near written within this circle
public record ContentQuery(
        List<String> platforms,
        List<String> types,
        List<ObjectId> topics,
        List<ObjectId> collections,
        List<String> authors,
        List<String> tags,
        List<String> hashtags,
        List<String> mentions,
        List<String> sentiments,
        List<String> languages,
        @Nullable Long minLikes,
        @Nullable Boolean verified,
        @Nullable Boolean aiGenerated,
        List<ModerationStatus> moderationStatuses,
        boolean archived,
        @Nullable Instant dateFrom,
        @Nullable Instant dateTo,
        Place.@Nullable Circle near,
        Sort sortBy,
        boolean ascending) {
    /// What lists can be sorted by; descending unless asked otherwise.
    public enum Sort {
        PUBLISHED_AT("publishedAt", "publishedAt"),
        COLLECTED_AT("collectedAt", "collectedAt"),
        LIKES("likes", "likes"),
        SENTIMENT("sentiment", "sentimentScore");

        private final String parameter;
        private final String field;

        Sort(String parameter, String field) {
            this.parameter = parameter;
            this.field = field;
        }

        /// The value of `sortBy` that means this.
        public String parameter() {
            return parameter;
        }

        String field() {
            return field;
        }

        private static Sort of(String parameter) {
            return Stream.of(values())
                    .filter(sort -> sort.parameter.equals(parameter))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("sortBy", "must be publishedAt, collectedAt, likes or sentiment")
                            .exception());
        }
    }

    private static final List<String> SENTIMENTS = List.of("positive", "negative", "neutral");
    private static final List<String> MODERATION = List.of("pending", "approved", "rejected");
    private static final int MOST_COLLECTIONS = 10;
    private static final List<String> ORDERS = List.of("asc", "desc");

    /// The names of the parameters that [#of] reads.
    public static final Set<String> PARAMETERS = Set.of(
            "platform",
            "type",
            "topic",
            "collection",
            "author",
            "tags",
            "hashtags",
            "mentions",
            "sentiment",
            "language",
            "minLikes",
            "verified",
            "aiGenerated",
            "moderationStatus",
            "archived",
            "dateFrom",
            "dateTo",
            "near",
            "sortBy",
            "sortOrder");

    /// Everything that is not archived, newest first.
    public static ContentQuery all() {
        return of(Map.of());
    }

    /// Everything that one topic matched, newest first.
    public static ContentQuery ofTopic(ObjectId topicId) {
        return of(Map.of("topic", List.of(topicId.toHexString())));
    }

    /// Reads the parameters of a list's address, where each may be repeated or hold several values between
    /// commas. Parameters that are not among [#PARAMETERS] are not looked at.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming every parameter that can't be meant
    public static ContentQuery of(Map<String, ? extends List<String>> parameters) {
        Faults faults = new Faults();
        ContentQuery query = read(new QueryReader(parameters, faults), faults);
        faults.raise();
        return query;
    }

    private static ContentQuery read(QueryReader reader, Faults faults) {
        String sort = reader.one("sortBy");
        Sort sortBy = sort == null ? Sort.PUBLISHED_AT : faults.tried(() -> Sort.of(sort));
        return new ContentQuery(
                reader.names("platform"),
                reader.oneOf("type", PostTypes.KNOWN),
                reader.ids("topic"),
                collections(reader, faults),
                reader.without('@', "author"),
                reader.many("tags"),
                reader.without('#', "hashtags"),
                reader.without('@', "mentions"),
                reader.oneOf("sentiment", SENTIMENTS),
                reader.lowered("language"),
                reader.count("minLikes"),
                reader.truth("verified"),
                reader.truth("aiGenerated"),
                reader.oneOf("moderationStatus", MODERATION).stream()
                        .map(status -> ModerationStatus.valueOf(status.toUpperCase(Locale.ROOT)))
                        .toList(),
                Boolean.TRUE.equals(reader.truth("archived")),
                reader.time("dateFrom", 0),
                reader.time("dateTo", 1),
                reader.circle("near"),
                sortBy == null ? Sort.PUBLISHED_AT : sortBy,
                reader.oneOf("sortOrder", ORDERS).equals(List.of("asc")));
    }

    private static List<ObjectId> collections(QueryReader reader, Faults faults) {
        List<ObjectId> collections = reader.ids("collection");
        faults.unless(
                collections.size() <= MOST_COLLECTIONS,
                "collection",
                "must not have more than " + MOST_COLLECTIONS + " values");
        return collections;
    }

    /// The same, published from a moment on and before another.
    ContentQuery between(Instant from, Instant to) {
        return new ContentQuery(
                platforms,
                types,
                topics,
                collections,
                authors,
                tags,
                hashtags,
                mentions,
                sentiments,
                languages,
                minLikes,
                verified,
                aiGenerated,
                moderationStatuses,
                archived,
                from,
                to,
                near,
                sortBy,
                ascending);
    }
}
