package io.automedia.content;

import io.automedia.media.Media;
import io.automedia.media.MediaFiles;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Takes out of posts that arrive the files that were uploaded here by others than the person who brings
/// the post. Who sees a post sees its files, so that what names them must be their owner's own word:
/// neither a platform's nor that of a file which somebody else wrote.
@Component
final class OwnFiles {
    private final MediaFiles files;

    OwnFiles(MediaFiles files) {
        this.files = files;
    }

    /// The posts, without the files that are not the collector's.
    List<CleanPost> only(List<CleanPost> posts, Collector collector) {
        Set<ObjectId> named = posts.stream()
                .flatMap(post -> post.media().stream())
                .map(media -> Media.idIn(media.url()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return posts;
        }
        Set<ObjectId> own = collector.trust() == Trust.PERSON ? files.ownAmong(collector.userId(), named) : Set.of();
        return posts.stream().map(post -> without(post, own)).toList();
    }

    private static CleanPost without(CleanPost post, Set<ObjectId> own) {
        List<Content.Media> kept = post.media().stream()
                .filter(media -> {
                    ObjectId file = Media.idIn(media.url());
                    return file == null || own.contains(file);
                })
                .toList();
        return kept.size() == post.media().size() ? post : post.showing(kept);
    }
}
