package io.automedia.content.importing;

import io.automedia.shared.CountedInputStream;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An archive with files of posts, read one after the other without unpacking any to the disk. Lines are counted
/// through all of them; what is wrong in one is told with its name.
final class ZipPosts implements EntrySource {
    private static final int MOST_FILES = 10_000;
    private static final long LARGEST = 64L << 30;
    private static final long HARMLESS = 100L << 20;
    private static final int GREATEST_RATIO = 200;

    private final ZipFile archive;
    private final List<ZipEntry> files;
    private final @Nullable String format;
    private final JsonMapper mapper;
    private final long size;
    private int next;
    private long done;
    private long linesBefore;
    private long line;
    private @Nullable Part part;

    /// The file that is read now.
    private record Part(String name, EntrySource posts, Unpacked bytes) {}

    private ZipPosts(ZipFile archive, List<ZipEntry> files, @Nullable String format, JsonMapper mapper) {
        this.archive = archive;
        this.files = files;
        this.format = format;
        this.mapper = mapper;
        this.size = Math.max(1, files.stream().mapToLong(ZipEntry::getSize).sum());
    }

    /// Opens an archive, when nothing about it is suspicious.
    ///
    /// @throws ProblemException (`Invalid`) with what is wrong with it
    static ZipPosts open(Path path, @Nullable String format, JsonMapper mapper) throws IOException {
        ZipFile archive;
        try {
            archive = new ZipFile(path.toFile());
        } catch (ZipException damaged) {
            throw refused("It is damaged or protected by a password.");
        }
        try {
            List<ZipEntry> files = new ArrayList<>();
            archive.stream().filter(entry -> !isByTheWay(entry)).forEach(files::add);
            check(files, Files.size(path));
            return new ZipPosts(archive, files, format, mapper);
        } catch (RuntimeException | IOException failure) {
            archive.close();
            throw failure;
        }
    }

    /// What systems put into archives by themselves.
    private static boolean isByTheWay(ZipEntry entry) {
        String name = entry.getName();
        return entry.isDirectory()
                || name.startsWith("__MACOSX/")
                || name.endsWith(".DS_Store")
                || name.endsWith("Thumbs.db");
    }

    private static void check(List<ZipEntry> files, long size) {
        if (files.isEmpty()) {
            throw refused("It holds no file.");
        }
        if (files.size() > MOST_FILES) {
            throw refused("It holds more than " + MOST_FILES + " files.");
        }
        long packed = 0;
        long unpacked = 0;
        for (ZipEntry file : files) {
            String name = file.getName();
            if (isElsewhere(name)) {
                throw refused("The path of " + name + " leads out of it.");
            }
            if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                throw refused("It holds another archive, " + name + ": unpack that first.");
            }
            if (name.equals("[Content_Types].xml")) {
                throw refused("It is a document of an office program: save the table as CSV.");
            }
            if (file.getSize() > HARMLESS && file.getSize() / GREATEST_RATIO > Math.max(1, file.getCompressedSize())) {
                throw refused("The file " + name + " would unpack to more than " + GREATEST_RATIO + " times its size.");
            }
            packed += file.getCompressedSize();
            unpacked += file.getSize();
        }
        if (packed > size) {
            throw refused("Its files lie over each other.");
        }
        if (unpacked > LARGEST || (unpacked > HARMLESS && unpacked / GREATEST_RATIO > size)) {
            throw refused("It would unpack to " + (unpacked >> 20) + " MB, which is too much for its size.");
        }
    }

    private static boolean isElsewhere(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || List.of(path.split("/", -1)).contains("..")
                || path.indexOf('\0') >= 0;
    }

    private static ProblemException refused(String why) {
        return new Problem.Invalid("The archive can't be imported. " + why, List.of()).exception();
    }

    @Override
    public @Nullable Entry next() throws IOException {
        while (part != null || next < files.size()) {
            Part current = part;
            if (current == null) {
                Entry unreadable = begin(files.get(next++));
                if (unreadable != null) {
                    return unreadable;
                }
                continue;
            }
            Entry entry = current.posts().next();
            if (entry != null) {
                line = linesBefore + entry.line();
                return switch (entry) {
                    case Entry.Found found -> new Entry.Found(line, found.post());
                    case Entry.Refused refused ->
                        new Entry.Refused(line, current.name() + ", line " + refused.line() + ": " + refused.reason());
                };
            }
            end(current);
        }
        return null;
    }

    /// @return what can't be read, in place of its posts; null when its posts come next
    private @Nullable Entry begin(ZipEntry file) throws IOException {
        Unpacked bytes = new Unpacked(archive.getInputStream(file), file.getSize());
        try {
            BufferedInputStream input = PostFile.plain(bytes);
            String problem = PostFile.problem(input);
            if (problem != null) {
                bytes.close();
                return refused(file, problem);
            }
            part = new Part(file.getName(), PostFile.source(input, format, mapper), bytes);
            return null;
        } catch (ZipException damaged) {
            return refused(file, "Its compressed data is damaged.");
        }
    }

    private Entry refused(ZipEntry file, String problem) {
        done += file.getSize();
        line++;
        linesBefore = line;
        return new Entry.Refused(line, file.getName() + ": " + problem);
    }

    private void end(Part current) throws IOException {
        current.posts().close();
        done += current.bytes().count;
        linesBefore = line;
        part = null;
    }

    /// The part of the archive that was read, 0 to 1.
    double progress() {
        Part current = part;
        return Math.min(1, (double) (done + (current == null ? 0 : current.bytes().count)) / size);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    /// Doesn't let a file be larger than the archive says.
    private static final class Unpacked extends CountedInputStream {
        private final long size;
        private volatile long count;

        Unpacked(InputStream input, long size) {
            super(input);
            this.size = size;
        }

        /// Only one thread reads, another looks.
        @Override
        protected void count(int bytes) throws ZipException {
            long now = count + bytes;
            count = now;
            if (now > size) {
                throw new ZipException("larger than it says");
            }
        }
    }
}
