package io.automedia.collections;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Role;
import java.time.Instant;
import java.util.List;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A collection as the API shows it to one person.
///
/// @param role what he may do with it
/// @param rules what belongs into it by itself; only its owners see that
/// @param permissions whom it is shared with; only its owners see that
@JsonInclude(JsonInclude.Include.NON_NULL)
record CollectionView(
        ObjectId id,
        ObjectId userId,
        Role role,
        String name,
        @Nullable String description,
        PostCollection.Type type,
        @Nullable RulesView rules,
        PostCollection.Settings settings,
        PostCollection.Statistics statistics,
        @Nullable List<SharedWith> permissions,
        List<String> tags,
        @Nullable String color,
        @Nullable String icon,
        Instant createdAt,
        Instant updatedAt) {
    /// What belongs into it by itself.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RulesView(
            List<CriterionView> criteria,
            PostCollection.@Nullable Conditions conditions,
            boolean autoAdd,
            boolean autoRemove) {
        static RulesView of(PostCollection.Rules rules) {
            return new RulesView(
                    rules.criteria().stream()
                            .map(criterion -> new CriterionView(
                                    criterion.field(), criterion.operator(), plain(criterion.value())))
                            .toList(),
                    rules.conditions(),
                    rules.autoAdd(),
                    rules.autoRemove());
        }
    }

    /// What one field must be like.
    record CriterionView(String field, String operator, Object value) {}

    static CollectionView of(PostCollection collection, Role role) {
        PostCollection.Rules rules = collection.rules();
        return new CollectionView(
                collection.id(),
                collection.userId(),
                role,
                collection.name(),
                collection.description(),
                collection.type(),
                rules == null || role != Role.OWNER ? null : RulesView.of(rules),
                collection.settings(),
                collection.statistics(),
                role == Role.OWNER ? CollectionSharing.shown(collection) : null,
                collection.tags(),
                collection.color(),
                collection.icon(),
                collection.createdAt(),
                collection.updatedAt());
    }

    private static Object plain(BsonValue value) {
        return switch (value.getBsonType()) {
            case STRING -> value.asString().getValue();
            case BOOLEAN -> value.asBoolean().getValue();
            case INT32, INT64 -> value.asNumber().longValue();
            case DOUBLE -> value.asDouble().getValue();
            case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
            case OBJECT_ID -> value.asObjectId().getValue();
            case ARRAY -> value.asArray().stream().map(CollectionView::plain).toList();
            default -> value.toString();
        };
    }
}
