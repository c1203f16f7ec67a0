package io.automedia.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file as the API shows it.
///
/// @param size in bytes, as it is kept
/// @param url where its content is, and what posts name it by
/// @param thumbnail where a small copy is; null when there is none
record MediaView(
        String id,
        String name,
        String type,
        long size,
        int width,
        int height,
        String sha256,
        String url,
        @Nullable String thumbnail,
        Instant createdAt) {
    static MediaView of(Media media) {
        Media.Details details = media.details();
        String url = Media.path(media.id());
        return new MediaView(
                media.id().toHexString(),
                media.filename(),
                details.type(),
                media.length(),
                details.width(),
                details.height(),
                details.sha256(),
                url,
                details.hasThumbnail() ? url + "/thumbnail" : null,
                media.uploadDate());
    }
}
