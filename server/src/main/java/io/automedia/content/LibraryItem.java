package io.automedia.content;

import io.automedia.access.Owned;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What one person has to do with one post: a document of the collection `libraryItems`. Lists, counts and
/// permissions read it, so it has copies of the few fields of the post that lists sort and filter by.
///
/// @param topics which of his topics matched, and why
/// @param collections copy: the collections of all people that hold the post, at most 1,000
/// @param brought whether its owner brought himself what was collected for him before
/// @param moreCollections whether there are more collections than listed
/// @param deletedAt when he deleted it; he can take that back for a while
/// @param authorUsername copy, in lower case, as are hashtags and mentions
/// @param place where the post was written, and `squares` in which squares of the earth that is
/// @param origin whether it came to him live
/// @param doubt set while it is to be found out whether its platform deleted it
/// @param version grows with every change that he makes, not with what enrichment copies here
public record LibraryItem(
        @BsonId ObjectId id,
        ObjectId userId,
        ObjectId contentId,
        Via via,
        @Nullable Boolean brought,
        List<String> tags,
        List<Marked> topics,
        List<ObjectId> collections,
        @Nullable Boolean moreCollections,
        ModerationStatus moderationStatus,
        String moderationNotes,
        boolean isArchived,
        boolean isDeleted,
        @Nullable Instant deletedAt,
        String platform,
        String type,
        @Nullable String authorId,
        @Nullable String authorUsername,
        boolean authorVerified,
        @Nullable String language,
        @Nullable String sentimentLabel,
        @Nullable Double sentimentScore,
        List<String> hashtags,
        List<String> mentions,
        long likes,
        boolean aiGenerated,
        @Nullable Place place,
        List<String> squares,
        Instant publishedAt,
        Instant collectedAt,
        Origin origin,
        @Nullable Doubt doubt,
        Instant addedAt,
        Instant updatedAt,
        @BsonProperty("__v") long version)
        implements Owned {
    public LibraryItem {
        tags = Absent.orEmpty(tags);
        topics = Absent.orEmpty(topics);
        collections = Absent.orEmpty(collections);
        hashtags = Absent.orEmpty(hashtags);
        mentions = Absent.orEmpty(mentions);
        squares = Absent.orEmpty(squares);
        origin = Absent.orImported(origin);
    }

    /// Somebody else's connection learned that the platform deleted the post; his own is to look.
    ///
    /// @param dueAt when
    /// @param attempts how often that failed
    public record Doubt(Instant dueAt, int attempts) {}

    /// A topic of his that matched.
    ///
    /// @param relevanceScore 0 to 1
    public record Marked(ObjectId topicId, double relevanceScore, List<TermHit> terms) {
        public Marked {
            terms = Absent.orEmpty(terms);
        }
    }
}
