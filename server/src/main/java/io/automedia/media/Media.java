package io.automedia.media;

import io.automedia.access.Owned;
import java.time.Instant;
import java.util.Objects;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A file that somebody uploaded: a document of `fs.files`, as GridFS keeps files.
///
/// @param length in bytes, as it is kept
/// @param metadata null for files that another program put there, which belong to nobody here
public record Media(
        @BsonId ObjectId id,
        long length,
        Instant uploadDate,
        String filename,
        @Nullable Details metadata) implements Owned {
    private static final String PATH = "/api/v1/media/";

    /// What we know about a file.
    ///
    /// @param type its media type
    /// @param sha256 of what is kept, in hexadecimal digits
    /// @param width in pixels, upright, as is `height`
    /// @param hasThumbnail whether there is a small copy
    public record Details(ObjectId userId, String type, String sha256, int width, int height, boolean hasThumbnail) {}

    @Override
    public ObjectId userId() {
        return details().userId();
    }

    Details details() {
        return Objects.requireNonNull(metadata);
    }

    /// Where it is fetched, and what posts call it.
    public static String path(ObjectId id) {
        return PATH + id.toHexString();
    }

    /// The id of the file that an address within this application names; null for any other address.
    public static @Nullable ObjectId idIn(@Nullable String url) {
        if (url == null || !url.startsWith(PATH)) {
            return null;
        }
        String rest = url.substring(PATH.length());
        return ObjectId.isValid(rest) ? new ObjectId(rest) : null;
    }
}
