package io.automedia.platforms.demo;

import io.automedia.content.IncomingPost;
import io.automedia.content.PostReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The posts of a file of JSON lines, in the order of their seconds, else as they lie. Only when and where each is
/// lies in memory, 24 bytes a post; the posts themselves are read when they are asked for. A packed file is
/// unpacked beside the data first.
final class SortedPosts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SortedPosts.class);
    /// What fits in 240 MB; later lines of a larger file are not played.
    private static final int MOST = 10_000_000;

    private static final int PLACE_BITS = 24;
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final int BUFFER = 256 * 1024;

    private final PostReader reader;
    private final RandomAccessFile file;
    private final long[] times;
    private final long[] offsets;

    private SortedPosts(PostReader reader, RandomAccessFile file, long[] times, long[] offsets) {
        this.reader = reader;
        this.file = file;
        this.times = times;
        this.offsets = offsets;
    }

    /// Reads through a file once; posts that can't be read or have no time are left out.
    static SortedPosts of(Path path, Path folder, PostReader reader) throws IOException {
        Path plain = plain(path, folder);
        Index index = new Index();
        try (InputStream input = new BufferedInputStream(Files.newInputStream(plain), BUFFER)) {
            Lines lines = new Lines(input);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Optional<Instant> time = reader.read(line).map(IncomingPost::publishedAt);
                if (time.isPresent() && index.count < MOST) {
                    index.add(time.get().toEpochMilli(), lines.start);
                } else if (line.length > 0) {
                    index.leftOut++;
                }
            }
        }
        if (index.leftOut > 0) {
            log.info("{} lines of {} are no posts with a time, and are not played", index.leftOut, path);
        }
        return index.sorted(reader, new RandomAccessFile(plain.toFile(), "r"));
    }

    private static Path plain(Path path, Path folder) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            if (!packed) {
                return path;
            }
            raw.reset();
            Path plain = folder.resolve("replayed.jsonl");
            Files.copy(new GZIPInputStream(raw, BUFFER), plain, StandardCopyOption.REPLACE_EXISTING);
            return plain;
        }
    }

    int size() {
        return times.length;
    }

    /// When the post at this place was published, in milliseconds since 1970.
    long time(int place) {
        return times[place];
    }

    /// The post at this place; empty when the file has changed meanwhile.
    synchronized Optional<IncomingPost> get(int place) throws IOException {
        file.seek(offsets[place]);
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        byte[] part = new byte[4_096];
        int read = file.read(part);
        while (read > 0 && line.size() < LONGEST_LINE) {
            int end = 0;
            while (end < read && part[end] != '\n') {
                end++;
            }
            line.write(part, 0, end);
            if (end < read) {
                break;
            }
            read = file.read(part);
        }
        return reader.read(line.toByteArray());
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private static final class Index {
        private long[] times = new long[1_024];
        private long[] offsets = new long[1_024];
        private int count;
        private long leftOut;

        void add(long time, long offset) {
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
                offsets = Arrays.copyOf(offsets, count * 2);
            }
            times[count] = time;
            offsets[count] = offset;
            count++;
        }

        SortedPosts sorted(PostReader reader, RandomAccessFile file) {
            // the second and the place in one number, so that sorting needs no objects
            long first = Arrays.stream(times, 0, count).min().orElse(0) / 1_000;
            long[] order = new long[count];
            Arrays.setAll(order, place -> (times[place] / 1_000 - first) << PLACE_BITS | place);
            Arrays.sort(order);
            long[] sortedTimes = new long[count];
            long[] sortedOffsets = new long[count];
            for (int place = 0; place < count; place++) {
                int before = (int) (order[place] & ((1L << PLACE_BITS) - 1));
                sortedTimes[place] = times[before];
                sortedOffsets[place] = offsets[before];
            }
            return new SortedPosts(reader, file, sortedTimes, sortedOffsets);
        }
    }

    /// Lines with where they begin; too long ones come empty.
    private static final class Lines {
        private final InputStream input;
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        private long position;
        private long start;

        Lines(InputStream input) {
            this.input = input;
        }

        byte @org.jspecify.annotations.Nullable [] next() throws IOException {
            line.reset();
            start = position;
            int next = input.read();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n') {
                position++;
                if (line.size() < LONGEST_LINE) {
                    line.write(next);
                }
                next = input.read();
            }
            position++;
            return line.toByteArray();
        }
    }
}
