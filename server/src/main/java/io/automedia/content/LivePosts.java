package io.automedia.content;

import com.mongodb.client.model.Filters;
import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.cache.Cache;
import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is published just now, for who counts what is talked about: posts that arrived live and that
/// everybody could read where they come from, of all people of this instance.
@Component
public final class LivePosts {
    private static final List<String> FIELDS =
            List.of("publishedAt", "author.id", "author.username", "content.hashtags.text", "metadata.location.name");

    /// A longer hashtag is nothing to talk about.
    private static final int LONGEST = 300;

    private final ContentRepository content;
    private final LibraryRepository library;
    private final LibraryFilter filter;
    private final ContentProperties properties;
    private final Access access;
    private final Cache cache;

    /// A post, as far as it counts.
    ///
    /// @param author who wrote it; a post whose author nobody knows is its own
    /// @param hashtags without `#`, each once, as libraries spell them
    /// @param place as its platform says; null when it doesn't
    public record LivePost(
            ObjectId id,
            Instant publishedAt,
            String author,
            List<String> hashtags,
            @Nullable String place) {}

    LivePosts(
            ContentRepository content,
            LibraryRepository library,
            LibraryFilter filter,
            ContentProperties properties,
            Access access,
            Cache cache) {
        this.content = content;
        this.library = library;
        this.filter = filter;
        this.properties = properties;
        this.access = access;
        this.cache = cache;
    }

    /// Reads those that were published in a stretch of time and have a hashtag.
    ///
    /// @param to the first moment after it
    public void scan(Instant from, Instant to, Consumer<LivePost> each) {
        content.livePublished(from, to, FIELDS, document -> {
            LivePost post = read(document);
            if (post != null && !post.hashtags().isEmpty()) {
                each.accept(post);
            }
        });
    }

    /// Who has which of these posts.
    public Map<ObjectId, List<ObjectId>> holders(Collection<ObjectId> contentIds) {
        return library.holders(contentIds);
    }

    /// Whether everybody here may learn what others collected, as far as everybody could read it.
    public boolean areShared() {
        return properties.sharing() == Sharing.INSTANCE;
    }

    /// In how many of the caller's own posts since a moment each of these hashtags is; those that are in none
    /// are left out.
    ///
    /// @param hashtags as libraries spell them, whatever signs are in them
    public Map<String, Long> own(Caller caller, Collection<String> hashtags, Instant from) {
        UserId user = access.requirePerson(caller);
        return library.countHashtags(
                cache.changedLately(user.toString()),
                Filters.and(filter.of(user, ContentQuery.all()), Filters.gte("publishedAt", from)),
                hashtags);
    }

    /// What can be read of a post, whatever other programs made of it; null when that is not even when it was
    /// published.
    private static @Nullable LivePost read(RawBsonDocument document) {
        if (!(document.get("_id") instanceof BsonObjectId ownId)
                || !(document.get("publishedAt") instanceof BsonDateTime published)) {
            return null;
        }
        ObjectId id = ownId.getValue();
        BsonDocument author = part(document, "author");
        String name = text(author, "id");
        String known = name == null ? text(author, "username") : name;
        return new LivePost(
                id,
                Instant.ofEpochMilli(published.getValue()),
                known == null ? id.toHexString() : known,
                hashtags(part(document, "content").get("hashtags")),
                text(part(part(document, "metadata"), "location"), "name"));
    }

    private static List<String> hashtags(@Nullable BsonValue stored) {
        if (!(stored instanceof BsonArray all)) {
            return List.of();
        }
        List<Content.Hashtag> hashtags = all.stream()
                .map(one -> one instanceof BsonDocument hashtag ? text(hashtag, "text") : null)
                .filter(Objects::nonNull)
                .map(text -> new Content.Hashtag(text, null))
                .toList();
        return ItemWriter.Copies.hashtags(hashtags).stream()
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .sorted()
                .toList();
    }

    private static BsonDocument part(BsonDocument document, String field) {
        return document.get(field) instanceof BsonDocument part ? part : new BsonDocument();
    }

    private static @Nullable String text(BsonDocument document, String field) {
        return document.get(field) instanceof BsonString text ? text.getValue() : null;
    }
}
