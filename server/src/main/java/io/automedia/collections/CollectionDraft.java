package io.automedia.collections;

import io.automedia.shared.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// A collection as its owner describes it; always complete and valid.
///
/// Making a wrong one throws a `ProblemException` (`Invalid`) that names every wrong field.
public record CollectionDraft(
        String name,
        @Nullable String description,
        PostCollection.Type type,
        PostCollection.@Nullable Rules rules,
        PostCollection.Settings settings,
        List<String> tags,
        @Nullable String color,
        @Nullable String icon) {
    static final int MOST_ITEMS = 10_000;
    static final int MOST_PERMISSIONS = 100;
    static final int MOST_TAGS = 50;
    static final int MOST_CRITERIA = 50;

    static final int LONGEST_NAME = 100;
    static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_VALUE = 500;
    private static final int MOST_VALUES = 100;
    private static final List<String> SORTS = List.of("createdAt", "addedAt", "position");
    private static final List<String> ORDERS = List.of("asc", "desc");
    private static final List<String> OPERATORS = List.of(
            "equals",
            "notEquals",
            "contains",
            "notContains",
            "startsWith",
            "in",
            "notIn",
            "greaterThan",
            "lessThan",
            "exists");
    private static final Set<String> FIELDS = Set.of(
            "platform",
            "type",
            "author.id",
            "author.username",
            "author.displayName",
            "author.verified",
            "author.followersCount",
            "content.text",
            "content.hashtags",
            "content.mentions",
            "content.links",
            "metadata.language",
            "metadata.sentiment.label",
            "metadata.sentiment.score",
            "metadata.topics",
            "metadata.quality.score",
            "metadata.location.name",
            "aiGenerated",
            "tags",
            "topics",
            "moderationStatus",
            "publishedAt",
            "collectedAt");
    /// A counter, such as `metadata.engagement.likes`.
    private static final String COUNTER = "metadata\\.engagement\\.[A-Za-z][A-Za-z0-9]{0,99}";

    public CollectionDraft {
        name = name.strip();
        tags = tags.stream().map(String::strip).distinct().toList();
        Faults faults = new Faults();
        text(faults, "name", name, 1, LONGEST_NAME);
        text(faults, "description", description == null ? "" : description, 0, LONGEST_DESCRIPTION);
        text(faults, "icon", icon == null ? "-" : icon, 1, LONGEST_NAME);
        faults.unless(
                color == null || color.matches("#[0-9A-Fa-f]{6}"), "color", "must be # and six hexadecimal digits");
        faults.unless(tags.size() <= MOST_TAGS, "tags", "must not be more than " + MOST_TAGS);
        for (int i = 0; i < tags.size(); i++) {
            text(faults, "tags[" + i + "]", tags.get(i), 1, LONGEST_NAME);
        }
        settings(faults, settings);
        faults.unless(
                type == PostCollection.Type.MANUAL || (rules != null && !isEmpty(rules)),
                "rules",
                "must say what belongs into a collection that fills itself");
        if (rules != null) {
            rules(faults, rules);
        }
        faults.raise();
    }

    private static boolean isEmpty(PostCollection.Rules rules) {
        return rules.criteria().isEmpty() && rules.conditions() == null;
    }

    private static void settings(Faults faults, PostCollection.Settings settings) {
        faults.unless(
                SORTS.contains(settings.sortCriteria()),
                "settings.sortCriteria",
                "must be one of " + String.join(", ", SORTS));
        faults.unless(
                ORDERS.contains(settings.sortOrder()),
                "settings.sortOrder",
                "must be one of " + String.join(", ", ORDERS));
        faults.unless(
                settings.maxItems() >= 1 && settings.maxItems() <= MOST_ITEMS,
                "settings.maxItems",
                "must be between 1 and " + MOST_ITEMS);
    }

    private static void rules(Faults faults, PostCollection.Rules rules) {
        faults.unless(
                rules.criteria().size() <= MOST_CRITERIA, "rules.criteria", "must not be more than " + MOST_CRITERIA);
        for (int i = 0; i < rules.criteria().size(); i++) {
            criterion(faults, "rules.criteria[" + i + "].", rules.criteria().get(i));
        }
        PostCollection.Conditions conditions = rules.conditions();
        if (conditions != null) {
            conditions(faults, conditions);
        }
    }

    private static void criterion(Faults faults, String path, PostCollection.Criterion criterion) {
        faults.unless(
                FIELDS.contains(criterion.field()) || criterion.field().matches(COUNTER),
                path + "field",
                "must be a field of posts, such as tags, content.text or metadata.engagement.likes");
        faults.unless(
                OPERATORS.contains(criterion.operator()),
                path + "operator",
                "must be one of " + String.join(", ", OPERATORS));
        faults.unless(
                isValue(criterion.value(), true),
                path + "value",
                "must be a text of at most " + LONGEST_VALUE + " characters, a number, true, false, a time, or a list"
                        + " of at most " + MOST_VALUES + " of these");
    }

    private static boolean isValue(BsonValue value, boolean mayBeList) {
        return switch (value.getBsonType()) {
            case STRING -> value.asString().getValue().length() <= LONGEST_VALUE;
            case INT32, INT64, DOUBLE, BOOLEAN, DATE_TIME, OBJECT_ID -> true;
            case ARRAY -> mayBeList && areValues(value.asArray());
            default -> false;
        };
    }

    private static boolean areValues(BsonArray values) {
        return values.size() <= MOST_VALUES && values.stream().allMatch(value -> isValue(value, false));
    }

    private static void conditions(Faults faults, PostCollection.Conditions conditions) {
        for (Map.Entry<String, Long> least : conditions.minEngagement().entrySet()) {
            faults.unless(
                    least.getKey().matches("[A-Za-z][A-Za-z0-9]{0,99}") && least.getValue() >= 0,
                    "rules.conditions.minEngagement",
                    "must give names of counters numbers that are not negative");
        }
        PostCollection.DateRange range = conditions.dateRange();
        if (range != null) {
            Instant from = range.from();
            Instant to = range.to();
            faults.unless(
                    from == null || to == null || !to.isBefore(from),
                    "rules.conditions.dateRange",
                    "must not end before it begins");
        }
    }

    private static void text(Faults faults, String field, String text, int least, int most) {
        faults.unless(
                text.length() >= least && text.length() <= most,
                field,
                least == 0
                        ? "must have at most " + most + " characters"
                        : "must have " + least + " to " + most + " characters");
    }
}
