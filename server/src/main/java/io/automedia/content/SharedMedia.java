package io.automedia.content;

import io.automedia.media.Media;
import io.automedia.media.MediaAudience;
import io.automedia.shared.UserId;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Whoever sees a post, in his library or in a collection, sees the uploaded files in it that belong to
/// somebody who has this post because he wrote it over the API. Nobody gets to see a file by naming it
/// himself ([OwnFiles]), nor by joining a post that its owner only imported.
@Component
final class SharedMedia implements MediaAudience {
    private static final int MOST_POSTS = 1_000;

    /// Addresses of uploaded files, of which there are few among the media of posts.
    static final Document OURS =
            new Document("content.media.url", new Document("$gte", "/api/v1/media/").append("$lt", "/api/v1/media0"));

    private final ContentRepository content;
    private final LibraryRepository library;
    private final Showcase showcase;

    SharedMedia(ContentRepository content, LibraryRepository library, ObjectProvider<Showcase> showcase) {
        this.content = content;
        this.library = library;
        this.showcase = showcase.getIfAvailable(() -> Showcase.NONE);
    }

    @Override
    public boolean maySee(UserId reader, Media media) {
        List<ObjectId> posts = content.showing(Media.path(media.id()), MOST_POSTS);
        List<ObjectId> written = library.items(new UserId(media.userId()), posts).values().stream()
                .filter(item -> item.via() == Via.API && !item.isDeleted())
                .map(LibraryItem::contentId)
                .toList();
        return !written.isEmpty() && sees(reader, written);
    }

    private boolean sees(UserId reader, List<ObjectId> posts) {
        return library.items(reader, posts).values().stream().anyMatch(item -> !item.isDeleted())
                || !showcase.shown(reader, posts).isEmpty();
    }
}
