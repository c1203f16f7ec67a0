package io.automedia.collections;

import static io.automedia.shared.Merge.optional;
import static io.automedia.shared.Merge.or;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// A collection as a caller sends it. What is absent keeps its value (in a new one: its default); an empty text removes
/// a description, a color or an icon.
public record CollectionRequest(
        @Schema(minLength = 1, maxLength = CollectionDraft.LONGEST_NAME) @Nullable
        String name,

        @Schema(maxLength = CollectionDraft.LONGEST_DESCRIPTION) @Nullable
        String description,

        PostCollection.@Nullable Type type,
        @Nullable RulesRequest rules,
        @Nullable SettingsRequest settings,

        @ArraySchema(
                maxItems = CollectionDraft.MOST_TAGS,
                schema = @Schema(minLength = 1, maxLength = CollectionDraft.LONGEST_NAME))
        @Nullable
        List<String> tags,

        @Schema(pattern = "^(#[0-9A-Fa-f]{6})?$") @Nullable String color,

        @Schema(maxLength = CollectionDraft.LONGEST_NAME) @Nullable
        String icon) {
    private static final Set<String> TIMES = Set.of("publishedAt", "collectedAt");

    /// What belongs into it by itself; replaces all former rules.
    public record RulesRequest(
            @ArraySchema(maxItems = CollectionDraft.MOST_CRITERIA) @Nullable
            List<CriterionRequest> criteria,

            PostCollection.@Nullable Conditions conditions,
            @Nullable Boolean autoAdd,
            @Nullable Boolean autoRemove) {
        PostCollection.Rules rules() {
            return new PostCollection.Rules(
                    criteria == null
                            ? List.of()
                            : criteria.stream().map(CriterionRequest::criterion).toList(),
                    conditions,
                    autoAdd == null || autoAdd,
                    Boolean.TRUE.equals(autoRemove));
        }
    }

    /// What one field of a post must be like; a moment is a text such as `2024-01-15T09:30:00Z`.
    public record CriterionRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String field,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String operator,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Object value) {
        PostCollection.Criterion criterion() {
            String of = Objects.requireNonNullElse(field, "");
            return new PostCollection.Criterion(
                    of, Objects.requireNonNullElse(operator, ""), stored(value, TIMES.contains(of)));
        }

        private static BsonValue stored(@Nullable Object value, boolean isTime) {
            return switch (value) {
                case String text -> isTime ? time(text) : new BsonString(text);
                case Boolean truth -> BsonBoolean.valueOf(truth);
                case Integer number -> new BsonInt64(number);
                case Long number -> new BsonInt64(number);
                case Number number -> new BsonDouble(number.doubleValue());
                case List<?> list ->
                    new BsonArray(list.stream().map(one -> stored(one, isTime)).toList());
                case null, default -> BsonNull.VALUE;
            };
        }

        private static BsonValue time(String text) {
            try {
                return new BsonDateTime(OffsetDateTime.parse(text).toInstant().toEpochMilli());
            } catch (DateTimeParseException notATime) {
                return BsonNull.VALUE;
            }
        }
    }

    /// How it is shown, and to whom.
    public record SettingsRequest(
            @Nullable Boolean isPublic,
            @Nullable Boolean allowSharing,

            @Schema(allowableValues = {"createdAt", "addedAt", "position"}) @Nullable
            String sortCriteria,

            @Schema(allowableValues = {"asc", "desc"}) @Nullable
            String sortOrder,

            @Schema(minimum = "1", maximum = "" + CollectionDraft.MOST_ITEMS) @Nullable
            Integer maxItems) {
        PostCollection.Settings over(PostCollection.Settings base) {
            return new PostCollection.Settings(
                    or(isPublic, base.isPublic()),
                    or(allowSharing, base.allowSharing()),
                    or(sortCriteria, base.sortCriteria()),
                    or(sortOrder, base.sortOrder()),
                    or(maxItems, base.maxItems()));
        }
    }

    /// A new collection.
    public CollectionDraft draft() {
        return draft(
                or(name, ""),
                null,
                PostCollection.Type.MANUAL,
                null,
                PostCollection.Settings.DEFAULT,
                List.of(),
                null,
                null);
    }

    /// The collection, changed.
    public CollectionDraft over(CollectionDraft base) {
        return draft(
                or(name, base.name()),
                base.description(),
                base.type(),
                base.rules(),
                base.settings(),
                base.tags(),
                base.color(),
                base.icon());
    }

    private CollectionDraft draft(
            String finalName,
            @Nullable String baseDescription,
            PostCollection.Type baseType,
            PostCollection.@Nullable Rules baseRules,
            PostCollection.Settings baseSettings,
            List<String> baseTags,
            @Nullable String baseColor,
            @Nullable String baseIcon) {
        return new CollectionDraft(
                finalName,
                optional(description, baseDescription),
                or(type, baseType),
                rules == null ? baseRules : rules.rules(),
                settings == null ? baseSettings : settings.over(baseSettings),
                or(tags, baseTags),
                optional(color, baseColor),
                optional(icon, baseIcon));
    }
}
