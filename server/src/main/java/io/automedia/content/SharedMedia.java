package io.automedia.content;

import io.automedia.media.Media;
import io.automedia.media.MediaAudience;
import io.automedia.shared.UserId;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Whoever has a post sees the uploaded files in it, when their owner is the one who wrote the post: nobody gets to see
/// a file by naming it in a post of his own.
@Component
final class SharedMedia implements MediaAudience {
    private static final int MOST_POSTS = 1_000;

    /// Addresses of uploaded files, of which there are few among the media of posts.
    static final Document OURS =
            new Document("content.media.url", new Document("$gte", "/api/v1/media/").append("$lt", "/api/v1/media0"));

    private final ContentRepository content;
    private final LibraryRepository library;

    SharedMedia(ContentRepository content, LibraryRepository library) {
        this.content = content;
        this.library = library;
    }

    @Override
    public boolean maySee(UserId reader, Media media) {
        List<ObjectId> posts = content.showing(Media.path(media.id()), media.userId(), MOST_POSTS);
        return library.items(reader, posts).values().stream().anyMatch(item -> !item.isDeleted());
    }
}
