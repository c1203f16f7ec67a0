package io.automedia.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What people may upload.
///
/// @param largestPicture of a picture's file
/// @param largestFilm of a film's file
/// @param mostPixels width times height, of a picture and of each of its frames
/// @param quotaPerPerson all files of one person together
/// @param filesPerPerson how many
/// @param unfinishedAfter parts of a file that is not whole after so long are removed
@ConfigurationProperties("automedia.media")
record MediaProperties(
        @DefaultValue("20MB") DataSize largestPicture,
        @DefaultValue("200MB") DataSize largestFilm,
        @DefaultValue("50000000") long mostPixels,
        @DefaultValue("2GB") DataSize quotaPerPerson,
        @DefaultValue("10000") int filesPerPerson,
        @DefaultValue("6h") Duration unfinishedAfter) {
    private static final DataSize MOST_IN_MEMORY = DataSize.ofMegabytes(256);

    MediaProperties {
        boolean sizesAreRight = largestPicture.toBytes() >= 1
                && largestPicture.compareTo(MOST_IN_MEMORY) <= 0
                && largestFilm.toBytes() >= 1
                && quotaPerPerson.toBytes() >= 1;
        if (!sizesAreRight || mostPixels < 1 || filesPerPerson < 1 || unfinishedAfter.toMinutes() < 10) {
            throw new IllegalArgumentException(
                    "automedia.media: sizes and counts must be at least 1, largest-picture at"
                            + " most 256MB, unfinished-after at least 10m");
        }
    }

    DataSize largest(MediaKind kind) {
        return kind.isFilm() ? largestFilm : largestPicture;
    }
}
