package io.automedia.content;

import com.mongodb.client.model.Filters;
import io.automedia.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Writes what is asked for in terms of library items.
@Component
final class LibraryFilter {
    /// What is in the index of marks, which leaves out the items that no topic marked.
    static final Bson MARKED = Filters.exists("topics");

    private final LibraryRepository library;
    private final Showcase showcase;

    LibraryFilter(LibraryRepository library, ObjectProvider<Showcase> showcase) {
        this.library = library;
        this.showcase = showcase.getIfAvailable(() -> Showcase.NONE);
    }

    Bson of(UserId user, ContentQuery query) {
        List<Bson> all = new ArrayList<>(List.of(
                Filters.eq("userId", user.value()),
                Filters.eq("isDeleted", false),
                Filters.eq("isArchived", query.archived())));
        anyOf(all, "platform", query.platforms());
        anyOf(all, "type", query.types());
        anyOf(all, "topics.topicId", query.topics());
        if (!query.topics().isEmpty()) {
            all.add(MARKED);
        }
        if (!query.collections().isEmpty()) {
            all.add(inCollections(user, query.collections()));
        }
        anyOf(all, "authorUsername", query.authors());
        anyOf(all, "tags", query.tags());
        anyOf(all, "hashtags", query.hashtags());
        anyOf(all, "mentions", query.mentions());
        anyOf(all, "sentimentLabel", query.sentiments());
        anyOf(all, "language", query.languages());
        anyOf(
                all,
                "moderationStatus",
                query.moderationStatuses().stream()
                        .map(status -> status.name().toLowerCase(Locale.ROOT))
                        .toList());
        isGiven(all, "authorVerified", query.verified());
        isGiven(all, "aiGenerated", query.aiGenerated());
        if (query.near() != null) {
            near(all, query.near());
        }
        if (query.minLikes() != null) {
            all.add(Filters.gte("likes", query.minLikes()));
        }
        if (query.dateFrom() != null) {
            all.add(Filters.gte("publishedAt", query.dateFrom()));
        }
        if (query.dateTo() != null) {
            all.add(Filters.lt("publishedAt", query.dateTo()));
        }
        return Filters.and(all);
    }

    /// The marks of collections have an index in the order of the lists. Of the few posts that are in more collections
    /// than they list it is looked up.
    private Bson inCollections(UserId user, List<ObjectId> collections) {
        showcase.requireVisible(user, collections);
        Bson marked = anyOf("collections", collections);
        Set<ObjectId> others = showcase.heldBy(collections, library.inVeryManyCollections(user));
        return others.isEmpty() ? marked : Filters.or(marked, Filters.in("contentId", others));
    }

    private static void anyOf(List<Bson> all, String field, List<?> values) {
        if (!values.isEmpty()) {
            all.add(anyOf(field, values));
        }
    }

    private static Bson anyOf(String field, List<?> values) {
        return values.size() == 1 ? Filters.eq(field, values.getFirst()) : Filters.in(field, values);
    }

    /// The squares find what may be in the circle; the distance straight through the earth tells what is.
    private static void near(List<Bson> all, Place.Circle circle) {
        Place centre = circle.centre();
        all.add(Filters.in("squares", circle.squares()));
        all.add(Filters.expr(new Document(
                "$lte",
                List.of(
                        new Document(
                                "$add",
                                List.of(
                                        squared("$place.x", centre.x()),
                                        squared("$place.y", centre.y()),
                                        squared("$place.z", centre.z()))),
                        circle.chordSquared()))));
    }

    private static Document squared(String field, double centre) {
        Document difference = new Document("$subtract", List.of(field, centre));
        return new Document("$multiply", List.of(difference, difference));
    }

    private static void isGiven(List<Bson> all, String field, @Nullable Boolean value) {
        if (value != null) {
            all.add(Filters.eq(field, value));
        }
    }
}
