package io.automedia.geoip;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The front door to places. A file that is missing or can't be read is told in the log, and keeps nobody from
/// anything: there are no places then, or those of the file before. One that is replaced is read at the next question.
@Component
@EnableConfigurationProperties(GeoIpProperties.class)
public final class Places {
    private static final Logger log = LoggerFactory.getLogger(Places.class);

    private final @Nullable Path file;
    private final ReentrantLock opening = new ReentrantLock();
    /// What the file was when it was opened last, or could not be; null before.
    private volatile @Nullable Edition tried;

    private volatile @Nullable Reader reader;

    /// How one file differs from that which takes its place.
    ///
    /// @param key what the file system knows it by; null where it has nothing of the kind
    private record Edition(
            @Nullable FileTime changedAt,
            long bytes,
            @Nullable Object key) {
        static final Edition MISSING = new Edition(null, -1, null);

        static Edition of(Path file) {
            try {
                BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
                return new Edition(is.lastModifiedTime(), is.size(), is.fileKey());
            } catch (IOException missing) {
                return MISSING;
            }
        }
    }

    Places(GeoIpProperties properties) {
        this.file = properties.geoipFile();
        if (file != null) {
            openIfReplaced(file);
        }
    }

    /// Where an address is; empty when nobody knows, as for those of private networks.
    ///
    /// @param address as a literal, of either version
    public Optional<Place> of(String address) {
        if (file == null) {
            return Optional.empty();
        }
        openIfReplaced(file);
        Reader open = reader;
        return open == null ? Optional.empty() : read(open, address);
    }

    private Optional<Place> read(Reader open, String address) {
        try {
            Map<?, ?> entry = open.get(InetAddress.ofLiteral(address), Map.class);
            return entry == null ? Optional.empty() : Place.of(entry);
        } catch (IOException | RuntimeException | InternalError broken) {
            // InternalError: the file was cut off while it was read
            log.warn("The place of an address can't be read from {}: {}", file, broken.toString());
            return Optional.empty();
        }
    }

    private void openIfReplaced(Path from) {
        // who comes while somebody else opens it goes on with what there was
        if (!Edition.of(from).equals(tried) && opening.tryLock()) {
            try {
                open(from);
            } finally {
                opening.unlock();
            }
        }
    }

    /// The one before is not closed: somebody may be reading it. Its memory goes when nobody does any more.
    private void open(Path from) {
        Edition edition = Edition.of(from);
        tried = edition;
        if (edition.equals(Edition.MISSING)) {
            log.warn("There is no file {} (automedia.geoip-file): {}", from, otherwise());
            return;
        }
        try {
            Reader opened = new Reader(from.toFile());
            reader = opened;
            log.info(
                    "Places of addresses are read from {}: {}, made at {}",
                    from,
                    opened.getMetadata().databaseType(),
                    opened.getMetadata().buildTime());
        } catch (IOException | RuntimeException | InternalError broken) {
            log.warn(
                    "The file {} (automedia.geoip-file) can't be read as one of MaxMind's format, {}: {}",
                    from,
                    broken.getMessage(),
                    otherwise());
        }
    }

    private String otherwise() {
        return reader == null ? "sign-ins have no place" : "places are those of the file before";
    }
}
