package io.automedia.content.importing;

import io.automedia.shared.CountedInputStream;
import io.automedia.shared.Problem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A file of posts. What it is shows in its first bytes, whatever its name says.
final class PostFile implements AutoCloseable {
    private static final int LOOKED_AT = 64 * 1024;
    private static final int BUFFER = 256 * 1024;

    private final Counting counting;
    private final long size;
    private final EntrySource source;

    private PostFile(Counting counting, long size, EntrySource source) {
        this.counting = counting;
        this.size = size;
        this.source = source;
    }

    /// @param format jsonl, json or csv; null to find out
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when it is no file of posts at all
    static PostFile open(Path path, @Nullable String format, JsonMapper mapper) throws IOException {
        Counting counting = new Counting(Files.newInputStream(path));
        try {
            BufferedInputStream input = plain(counting);
            if (FileKind.isZip(start(input, 4))) {
                return new PostFile(counting, Files.size(path), ZipPosts.open(path, format, mapper));
            }
            String problem = problem(input);
            if (problem != null) {
                throw new Problem.Invalid("The file can't be imported. " + problem, List.of()).exception();
            }
            return new PostFile(counting, Files.size(path), source(input, format, mapper));
        } catch (IOException | RuntimeException failure) {
            counting.close();
            throw failure;
        }
    }

    /// Why these are no posts, as a sentence; null when they may be.
    static @Nullable String problem(BufferedInputStream input) throws IOException {
        return FileKind.problem(start(input, LOOKED_AT), LOOKED_AT);
    }

    static EntrySource source(BufferedInputStream input, @Nullable String format, JsonMapper mapper)
            throws IOException {
        String kind = format == null ? FileKind.of(start(input, LOOKED_AT)) : format;
        return switch (kind) {
            case "json" -> new JsonArray(input, mapper);
            case "csv" -> new CsvPosts(input, mapper);
            default -> new JsonLines(input, mapper);
        };
    }

    /// Unpacks what is gzipped.
    static BufferedInputStream plain(InputStream file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(file, BUFFER);
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip ? new BufferedInputStream(unzipped(raw), BUFFER) : raw;
    }

    private static InputStream unzipped(InputStream raw) {
        try {
            return new GZIPInputStream(raw, BUFFER);
        } catch (IOException noHeader) {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    throw noHeader;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    throw noHeader;
                }
            };
        }
    }

    /// The first bytes, one character each.
    private static String start(BufferedInputStream input, int most) throws IOException {
        input.mark(most + 1);
        byte[] start = new byte[most];
        int length = 0;
        try {
            length = input.readNBytes(start, 0, most);
        } catch (EOFException | ZipException broken) {
            // whoever reads the file reports it in its place
        }
        input.reset();
        return new String(start, 0, length, StandardCharsets.ISO_8859_1);
    }

    /// The next entry; null at the end.
    @Nullable
    Entry next() throws IOException {
        return source.next();
    }

    /// The part of the file that was read, 0 to 1.
    double progress() {
        if (source instanceof ZipPosts archive) {
            return archive.progress();
        }
        return size == 0 ? 1 : Math.min(1.0, (double) counting.count / size);
    }

    @Override
    public void close() throws IOException {
        source.close();
        counting.close();
    }

    private static final class Counting extends CountedInputStream {
        private volatile long count;

        Counting(InputStream input) {
            super(input);
        }

        /// Only one thread reads, another looks.
        @Override
        protected void count(int bytes) {
            long now = count;
            count = now + bytes;
        }
    }
}
