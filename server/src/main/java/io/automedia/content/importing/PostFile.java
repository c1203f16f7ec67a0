package io.automedia.content.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A file of posts. What it is shows in its first bytes, whatever its name says.
final class PostFile implements AutoCloseable {
    private static final int LOOKED_AT = 4_096;
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
    static PostFile open(Path path, @Nullable String format, JsonMapper mapper) throws IOException {
        Counting counting = new Counting(Files.newInputStream(path));
        try {
            BufferedInputStream input = plain(counting);
            String kind = format == null ? kind(input) : format;
            EntrySource source = switch (kind) {
                case "json" -> new JsonArray(input, mapper);
                case "csv" -> new CsvPosts(input);
                default -> new JsonLines(input, mapper);
            };
            return new PostFile(counting, Files.size(path), source);
        } catch (IOException failure) {
            counting.close();
            throw failure;
        }
    }

    private static BufferedInputStream plain(InputStream file) throws IOException {
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

    private static String kind(BufferedInputStream input) throws IOException {
        input.mark(LOOKED_AT + 1);
        String kind = "jsonl";
        try {
            for (int i = 0; i < LOOKED_AT; i++) {
                int c = input.read();
                boolean skipped = c == 0xEF || c == 0xBB || c == 0xBF || (c >= 0 && c <= ' ');
                if (!skipped) {
                    kind = c == '[' ? "json" : c == '{' || c < 0 ? "jsonl" : isText(c) ? "csv" : "jsonl";
                    break;
                }
            }
        } catch (java.io.EOFException | java.util.zip.ZipException broken) {
            // whoever reads the file reports it in its place
        }
        input.reset();
        return kind;
    }

    private static boolean isText(int c) {
        return Character.isLetter(c) || c == '"' || c == '_';
    }

    /// The next entry; null at the end.
    @Nullable
    Entry next() throws IOException {
        return source.next();
    }

    /// The part of the file that was read, 0 to 1.
    double progress() {
        return size == 0 ? 1 : Math.min(1.0, (double) counting.count / size);
    }

    @Override
    public void close() throws IOException {
        source.close();
        counting.close();
    }

    private static final class Counting extends FilterInputStream {
        private volatile long count;

        Counting(InputStream input) {
            super(input);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            add(c < 0 ? 0 : 1);
            return c;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            add(Math.max(0, read));
            return read;
        }

        /// Only one thread reads, another looks.
        private void add(int more) {
            long now = count;
            count = now + more;
        }
    }
}
