package io.automedia.media;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.storage.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// Files that are being received, in a folder of this node. What an earlier process left there is removed.
@Component
final class Drafts {
    private static final int BUFFER = 1 << 16;

    private final MediaProperties properties;
    private final Path folder;

    Drafts(DataFolder data, MediaProperties properties) {
        this.properties = properties;
        this.folder = data.directory("uploads");
        try (Stream<Path> left = Files.list(folder)) {
            for (Path one : left.toList()) {
                FileSystemUtils.deleteRecursively(one);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// A file that was received; closing removes it.
    record Draft(MediaKind kind, Path path) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /// Receives a file, unless it is of no kind that is kept, or too large for its kind.
    Draft receive(InputStream content) throws IOException {
        byte[] start = content.readNBytes(MediaKind.START);
        MediaKind kind = MediaKind.of(start);
        if (kind == null) {
            throw unknown(start.length == 0);
        }
        Path path = Files.createTempFile(folder, "upload", "");
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(start);
            copy(content, out, properties.largest(kind).toBytes() - start.length, kind);
            return new Draft(kind, path);
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(path);
            throw broken;
        }
    }

    private void copy(InputStream from, OutputStream to, long most, MediaKind kind) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = most;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw new Problem.TooLarge("The file is larger than the "
                                + properties.largest(kind).toMegabytes() + " MB accepted of " + kind.type() + ".")
                        .exception();
            }
            to.write(buffer, 0, read);
        }
    }

    private static ProblemException unknown(boolean isEmpty) {
        String kinds = Arrays.stream(MediaKind.values()).map(MediaKind::type).collect(Collectors.joining(", "));
        return isEmpty
                ? Problem.invalid("file", "is empty").exception()
                : new Problem.UnsupportedType("By its content the file is none of " + kinds + ".").exception();
    }
}
