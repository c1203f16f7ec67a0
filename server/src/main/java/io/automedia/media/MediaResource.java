package io.automedia.media;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/// The content of a file, of which parts can be asked for.
final class MediaResource extends AbstractResource {
    private final MediaFiles files;
    private final Media media;

    MediaResource(MediaFiles files, Media media) {
        this.files = files;
        this.media = media;
    }

    @Override
    public String getDescription() {
        return "the file " + media.id();
    }

    @Override
    public InputStream getInputStream() {
        return files.open(media);
    }

    @Override
    public long contentLength() {
        return media.length();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MediaResource resource && resource.media.id().equals(media.id());
    }

    @Override
    public int hashCode() {
        return media.id().hashCode();
    }
}
