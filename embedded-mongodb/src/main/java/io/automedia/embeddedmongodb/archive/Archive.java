package io.automedia.embeddedmongodb.archive;

import io.automedia.embeddedmongodb.storage.DurableFiles;
import io.automedia.embeddedmongodb.storage.LoggedWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder with segments that follow one on another.
final class Archive {
    private final Path folder;

    Archive(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /// Creates the folder where it is missing, and removes what was not finished.
    void prepare() throws IOException {
        DurableFiles.createFolder(folder);
        for (Path file : files(name -> name.endsWith(Segment.SUFFIX + DurableFiles.UNFINISHED))) {
            Files.delete(file);
        }
    }

    /// In their order.
    List<Path> segments() {
        try {
            return files(Segment::isName);
        } catch (IOException unreadable) {
            throw new ArchiveRefused("The archive " + folder + " cannot be read: " + unreadable, unreadable);
        }
    }

    private List<Path> files(Predicate<String> wanted) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /// The last segment, or null when there is none.
    @Nullable
    Segment last() {
        List<Path> segments = segments();
        return segments.isEmpty() ? null : SegmentReader.check(segments.getLast());
    }

    /// Tells the writes behind a number, until the reader has enough, which it says by false. A segment is looked
    /// through before its writes are told. Returns the last segment that was looked at; throws
    /// {@link ArchiveRefused} where one is missing, damaged, or of another history.
    Segment read(UUID history, long behind, Predicate<LoggedWrite> reader) {
        Segment before = null;
        for (Path file : needed(behind)) {
            Segment segment = SegmentReader.check(file);
            if (!segment.history().equals(history)) {
                throw new ArchiveRefused("The segment " + file
                        + " belongs to another data folder than the checkpoint, or to this one before or after it was"
                        + " restored: give the archive that was written together with the checkpoint.");
            }
            if (before != null) {
                requireNext(before, segment);
            }
            before = segment;
            boolean[] wanted = {true};
            SegmentReader.read(
                    file, write -> wanted[0] = wanted[0] && (write.sequence() <= behind || reader.test(write)));
            if (!wanted[0]) {
                break;
            }
        }
        if (before == null) {
            throw new ArchiveRefused("There is no segment of a log in " + folder + ": give the folder of an archive.");
        }
        return before;
    }

    private List<Path> needed(long behind) {
        List<Path> segments = segments();
        int from = 0;
        while (from + 1 < segments.size() && Segment.first(segments.get(from + 1)) <= behind + 1) {
            from++;
        }
        if (!segments.isEmpty() && Segment.first(segments.getFirst()) > behind + 1) {
            throw new ArchiveRefused("The archive " + folder + " begins at number "
                    + Segment.first(segments.getFirst()) + " and the checkpoint stands at " + behind
                    + ": give a later checkpoint, or the segments before.");
        }
        return segments.subList(from, segments.size());
    }

    private void requireNext(Segment before, Segment segment) {
        if (segment.first() != before.last() + 1) {
            throw new ArchiveRefused("The archive " + folder + " lacks the numbers " + (before.last() + 1) + " to "
                    + (segment.first() - 1) + ": get the segment " + Segment.name(before.last() + 1)
                    + " from another copy, or restore to a moment before number " + (before.last() + 1) + ".");
        }
        if (segment.before() != before.checksum()) {
            throw new ArchiveRefused("The segment " + segment.file() + " does not follow on " + before.file()
                    + ": one of them comes from another archive.");
        }
    }
}
