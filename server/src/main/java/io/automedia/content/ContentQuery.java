package io.automedia.content;

import io.automedia.shared.Ids;
import io.automedia.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
/// @param authors usernames
/// @param archived whether only archived posts are wanted, or only those that are not
/// @param dateFrom published then or later
/// @param dateTo published before; a day that is asked for is whole
public record ContentQuery(
        List<String> platforms,
        List<String> types,
        List<ObjectId> topics,
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

    /// The names of the parameters that [#of] reads.
    public static final Set<String> PARAMETERS = Set.of(
            "platform",
            "type",
            "topic",
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
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the parameter that can't be read
    public static ContentQuery of(Map<String, ? extends List<String>> parameters) {
        Reader reader = new Reader(parameters);
        String order = reader.one("sortOrder");
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw Problem.invalid("sortOrder", "must be asc or desc").exception();
        }
        String sort = reader.one("sortBy");
        return new ContentQuery(
                reader.lowered("platform"),
                reader.lowered("type"),
                reader.many("topic").stream().map(Ids::objectId).toList(),
                reader.lowered("author"),
                reader.many("tags"),
                reader.lowered("hashtags").stream()
                        .map(tag -> tag.startsWith("#") ? tag.substring(1) : tag)
                        .toList(),
                reader.lowered("mentions").stream()
                        .map(name -> name.startsWith("@") ? name.substring(1) : name)
                        .toList(),
                reader.oneOf("sentiment", Set.of("positive", "negative", "neutral")),
                reader.lowered("language"),
                reader.number("minLikes"),
                reader.truth("verified"),
                reader.truth("aiGenerated"),
                reader.oneOf("moderationStatus", Set.of("pending", "approved", "rejected")).stream()
                        .map(status -> ModerationStatus.valueOf(status.toUpperCase(Locale.ROOT)))
                        .toList(),
                Boolean.TRUE.equals(reader.truth("archived")),
                reader.time("dateFrom", 0),
                reader.time("dateTo", 1),
                sort == null ? Sort.PUBLISHED_AT : Sort.of(sort),
                "asc".equals(order));
    }

    /// The same, published from a moment on and before another.
    ContentQuery between(Instant from, Instant to) {
        return new ContentQuery(
                platforms,
                types,
                topics,
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
                sortBy,
                ascending);
    }

    private record Reader(Map<String, ? extends List<String>> parameters) {
        List<String> many(String name) {
            List<String> values = new ArrayList<>();
            List<String> given = parameters.get(name);
            for (String value : given == null ? List.<String>of() : given) {
                for (String part : value.split(",", -1)) {
                    if (!part.isBlank()) {
                        values.add(part.strip());
                    }
                }
            }
            if (values.size() > 100) {
                throw Problem.invalid(name, "must not have more than 100 values")
                        .exception();
            }
            return List.copyOf(values);
        }

        List<String> lowered(String name) {
            return many(name).stream()
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .toList();
        }

        List<String> oneOf(String name, Set<String> allowed) {
            List<String> values = lowered(name);
            for (String value : values) {
                if (!allowed.contains(value)) {
                    throw Problem.invalid(
                                    name,
                                    "must be one of "
                                            + String.join(
                                                    ", ",
                                                    allowed.stream().sorted().toList()))
                            .exception();
                }
            }
            return values;
        }

        @Nullable
        String one(String name) {
            List<String> values = many(name);
            if (values.size() > 1) {
                throw Problem.invalid(name, "must be given once").exception();
            }
            return values.isEmpty() ? null : values.getFirst();
        }

        @Nullable
        Long number(String name) {
            String text = one(name);
            try {
                return text == null ? null : Long.valueOf(text);
            } catch (NumberFormatException notANumber) {
                throw Problem.invalid(name, "must be a whole number").exception();
            }
        }

        @Nullable
        Boolean truth(String name) {
            String text = one(name);
            if (text != null && !text.equals("true") && !text.equals("false")) {
                throw Problem.invalid(name, "must be true or false").exception();
            }
            return text == null ? null : Boolean.valueOf(text);
        }

        @Nullable
        Instant time(String name, int daysAfterADay) {
            String text = one(name);
            try {
                if (text == null) {
                    return null;
                }
                return text.length() == 10
                        ? LocalDate.parse(text)
                                .plusDays(daysAfterADay)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                        : java.time.OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException notATime) {
                throw Problem.invalid(name, "must be a time such as 2024-01-15T09:30:00Z or a day such as 2024-01-15")
                        .exception();
            }
        }
    }
}
