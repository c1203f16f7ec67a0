package io.automedia.collections;

import io.automedia.access.Role;
import io.automedia.access.Shareable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonValue;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Posts that a person keeps together: a document of the collection `collections`. The posts themselves
/// stand in `collectionItems`.
///
/// @param rules what belongs into it by itself; null for a collection that is filled by hand
/// @param permissions whom it is shared with, and what he may do
/// @param grants by what names that was given, where an address is among them: see [Grants]
/// @param color `#` and six hexadecimal digits
/// @param icon the name of a picture
/// @param version grows with every change of what its owners decide, not with what is put into it
public record PostCollection(
        @BsonId ObjectId id,
        ObjectId userId,
        String name,
        @Nullable String description,
        Type type,
        @Nullable Rules rules,
        Settings settings,
        Statistics statistics,
        List<Permission> permissions,
        List<Grant> grants,
        List<String> tags,
        @Nullable String color,
        @Nullable String icon,
        Instant createdAt,
        Instant updatedAt,
        @BsonProperty("__v") long version)
        implements Shareable {
    public PostCollection {
        settings = settings == null ? Settings.DEFAULT : settings.complete();
        statistics = statistics == null ? Statistics.NONE : statistics;
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
        // another program may have left one that names nobody
        grants = grants == null
                ? List.of()
                : grants.stream()
                        .filter(grant -> grant.email() != null || grant.userId() != null)
                        .toList();
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /// How it is filled.
    public enum Type {
        /// By hand.
        MANUAL,
        /// By rules, as posts arrive.
        AUTO,
        /// By rules, always as they are at the moment.
        SMART
    }

    /// What belongs into it by itself.
    ///
    /// @param criteria all of them must hold
    /// @param autoAdd whether a post that begins to fit is added
    /// @param autoRemove whether a post that no longer fits is removed
    public record Rules(
            List<Criterion> criteria, @Nullable Conditions conditions, boolean autoAdd, boolean autoRemove) {
        public Rules {
            criteria = criteria == null ? List.of() : List.copyOf(criteria);
        }
    }

    /// What one field of a post must be like.
    ///
    /// @param value a text, a number, a truth, a moment, or a list of these
    public record Criterion(String field, String operator, BsonValue value) {}

    /// What a post must meet besides.
    ///
    /// @param minEngagement the least that each named counter must have
    public record Conditions(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            Map<String, Long> minEngagement,

            @Nullable DateRange dateRange) {
        public Conditions {
            minEngagement = minEngagement == null ? Map.of() : Map.copyOf(minEngagement);
        }
    }

    /// When it must have been published; null is open.
    public record DateRange(
            @Nullable Instant from, @Nullable Instant to) {}

    /// How it is shown, and to whom.
    ///
    /// @param isPublic whether everybody who has an account may see it
    /// @param allowSharing whether those named in its permissions may; false lets them wait
    /// @param sortCriteria `createdAt` or `addedAt` (both: when a post was put into it), or `position`
    /// @param sortOrder `asc` or `desc`
    /// @param maxItems how many posts it holds at most
    public record Settings(
            boolean isPublic, boolean allowSharing, String sortCriteria, String sortOrder, int maxItems) {
        /// What a new one has.
        public static final Settings DEFAULT = new Settings(false, true, "createdAt", "desc", 1_000);

        /// The same with what another program left out when it wrote the collection.
        Settings complete() {
            return new Settings(
                    isPublic,
                    allowSharing,
                    given(sortCriteria, DEFAULT.sortCriteria),
                    given(sortOrder, DEFAULT.sortOrder),
                    maxItems == 0 ? DEFAULT.maxItems : maxItems);
        }

        private static String given(@Nullable String text, String otherwise) {
            return text == null || text.isEmpty() ? otherwise : text;
        }
    }

    /// Counted as things happen.
    ///
    /// @param totalViews how often somebody else than its owner opened it
    public record Statistics(
            long itemCount,
            long totalViews,
            @Nullable Instant lastAdded,
            @Nullable Instant lastUpdated) {
        /// Nothing yet.
        public static final Statistics NONE = new Statistics(0, 0, null, null);

        /// All of it in figures; empty for nothing.
        String figures() {
            return equals(NONE)
                    ? ""
                    : itemCount + "." + totalViews + "." + (lastUpdated == null ? 0 : lastUpdated.toEpochMilli());
        }
    }

    /// What a person may do with it.
    ///
    /// @param role null where another program wrote one that isn't known here: then it permits nothing
    public record Permission(
            ObjectId userId, @Nullable Role role, @Nullable Instant grantedAt) {}

    /// What was given by one name. Its owners see the name and nothing else, so that they don't learn whether
    /// an address has an account.
    ///
    /// @param email the address that was named; null where it was the id
    /// @param userId who has it; null while it waits for somebody, or when it waited for too long
    /// @param role null where another program wrote one that isn't known here
    public record Grant(
            @Nullable String email,
            @Nullable ObjectId userId,
            @Nullable Role role,
            @Nullable Instant grantedAt) {
        @Override
        public String toString() {
            return "Grant[" + role + "]";
        }
    }

    @Override
    public boolean isPublic() {
        return settings.isPublic();
    }

    /// Whether a person stands in its permissions, be they in force or not.
    boolean names(ObjectId personId) {
        return permissions.stream().anyMatch(permission -> permission.userId().equals(personId));
    }

    /// How many more posts it may hold.
    long room() {
        return settings.maxItems() - statistics.itemCount();
    }

    @Override
    public @Nullable Role given(ObjectId personId) {
        return settings.allowSharing()
                ? permissions.stream()
                        .filter(permission -> permission.userId().equals(personId))
                        .findFirst()
                        .map(Permission::role)
                        .orElse(null)
                : null;
    }

    /// Everybody who is told of what happens to it.
    List<ObjectId> audience() {
        return settings.allowSharing()
                ? Stream.concat(
                                Stream.of(userId),
                                permissions.stream()
                                        .filter(permission -> permission.role() != null)
                                        .map(Permission::userId))
                        .distinct()
                        .toList()
                : List.of(userId);
    }

    /// The part that its owners decide.
    CollectionDraft draft() {
        return new CollectionDraft(name, description, type, rules, settings, tags, color, icon);
    }

    /// The same, shared with others: what it is besides need not be what its owner could have written here.
    PostCollection sharedBy(List<Grant> given, Instant now) {
        return sharedBy(given, now, version + 1);
    }

    /// The same after somebody took what waited for his address. Its owners decided nothing, and must not see it.
    PostCollection takenBy(List<Grant> given) {
        return sharedBy(given, updatedAt, version);
    }

    private PostCollection sharedBy(List<Grant> given, Instant changedAt, long next) {
        return new PostCollection(
                id,
                userId,
                name,
                description,
                type,
                rules,
                settings,
                statistics,
                Grants.permissions(given),
                Grants.kept(given),
                tags,
                color,
                icon,
                createdAt,
                changedAt,
                next);
    }

    /// The same, described otherwise by its owner.
    PostCollection with(CollectionDraft draft, Instant now) {
        return new PostCollection(
                id,
                userId,
                draft.name(),
                draft.description(),
                draft.type(),
                draft.rules(),
                draft.settings(),
                statistics,
                permissions,
                grants,
                draft.tags(),
                draft.color(),
                draft.icon(),
                createdAt,
                now,
                version + 1);
    }
}
