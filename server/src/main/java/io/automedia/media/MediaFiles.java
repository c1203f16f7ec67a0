package io.automedia.media;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.media.Drafts.Draft;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The front door: what people upload, for themselves and for those with whom they share it.
@Component
public final class MediaFiles {
    /// So many files at a time are held in memory.
    private static final int AT_ONCE = 2;

    /// So many files a person sends at a time.
    private static final int AT_ONCE_EACH = 10;

    private static final int LONGEST_NAME = 150;
    private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\"<>|:*?\\\\/]");

    private final MediaRepository repository;
    private final Drafts drafts;
    private final MediaProperties properties;
    private final Access access;
    private final ObjectProvider<MediaAudience> audiences;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<ObjectId, Integer> sending = new ConcurrentHashMap<>();

    MediaFiles(
            MediaRepository repository,
            Drafts drafts,
            MediaProperties properties,
            Access access,
            ObjectProvider<MediaAudience> audiences) {
        this.repository = repository;
        this.drafts = drafts;
        this.properties = properties;
        this.access = access;
        this.audiences = audiences;
    }

    /// What came of an upload.
    ///
    /// @param isNew false when its owner had the same file already
    record Upload(Media media, boolean isNew) {}

    /// Keeps a file of the caller, without what it tells about its maker.
    ///
    /// @throws io.automedia.shared.ProblemException (`UnsupportedType`; `TooLarge`, also for more than he
    ///     may have here; `Invalid` when it is damaged; `TooMany` when he sends so many at a time)
    Upload upload(Caller caller, @Nullable String name, InputStream content) throws IOException {
        ObjectId owner = access.requirePerson(caller).value();
        begin(owner);
        try {
            requireRoom(owner, 0);
            return receive(owner, name, content);
        } finally {
            end(owner);
        }
    }

    private void begin(ObjectId owner) {
        if (sending.merge(owner, 1, Integer::sum) > AT_ONCE_EACH) {
            end(owner);
            throw new Problem.TooMany(
                            "You are sending " + AT_ONCE_EACH + " files already: wait until one is done.",
                            Duration.ofSeconds(5))
                    .exception();
        }
    }

    private void end(ObjectId owner) {
        sending.computeIfPresent(owner, (one, files) -> files == 1 ? null : files - 1);
    }

    private Upload receive(ObjectId owner, @Nullable String name, InputStream content) throws IOException {
        try (Draft draft = drafts.receive(content)) {
            places.acquireUninterruptibly();
            try {
                return draft.kind().isFilm() ? film(owner, name, draft) : picture(owner, name, draft);
            } finally {
                places.release();
            }
        } catch (DamagedFile damaged) {
            throw Problem.invalid("file", String.valueOf(damaged.getMessage())).exception();
        } catch (BufferUnderflowException | IndexOutOfBoundsException cutOff) {
            throw Problem.invalid("file", String.valueOf(DamagedFile.tooShort().getMessage()))
                    .exception();
        }
    }

    private Upload picture(ObjectId owner, @Nullable String name, Draft draft) throws IOException {
        byte[] bytes = Files.readAllBytes(draft.path());
        long most = properties.mostPixels();
        Cleaned clean = switch (draft.kind()) {
            case JPEG -> JpegCleaner.clean(bytes, most);
            case PNG -> PngCleaner.clean(bytes, most);
            case GIF -> GifCleaner.clean(bytes, most);
            case WEBP -> WebpCleaner.clean(bytes, most);
            case MP4, QUICKTIME -> throw new IllegalArgumentException("no picture: " + draft.kind());
        };
        Files.write(draft.path(), clean.bytes());
        boolean turned = clean.orientation().isOnItsSide();
        return keep(
                owner,
                name,
                draft,
                turned ? clean.height() : clean.width(),
                turned ? clean.width() : clean.height(),
                Thumbnail.of(draft.kind(), clean));
    }

    private Upload film(ObjectId owner, @Nullable String name, Draft draft) throws IOException {
        FilmCleaner.Size size = FilmCleaner.clean(draft.path(), properties.mostPixels());
        return keep(owner, name, draft, size.width(), size.height(), null);
    }

    private Upload keep(
            ObjectId owner, @Nullable String name, Draft draft, int width, int height, @Nullable Thumbnail thumbnail)
            throws IOException {
        String sha256 = sha256(draft.path());
        Media known = repository.same(owner, sha256);
        if (known != null) {
            return new Upload(known, false);
        }
        requireRoom(owner, Files.size(draft.path()));
        ObjectId id = new ObjectId();
        if (thumbnail != null) {
            repository.addThumbnail(id, thumbnail);
        }
        Media.Details details = new Media.Details(owner, draft.kind().type(), sha256, width, height, thumbnail != null);
        boolean isNew;
        try (InputStream content = Files.newInputStream(draft.path())) {
            isNew = repository.add(id, name(name, draft.kind()), details, content);
        }
        if (isNew) {
            undoBeyondQuota(owner, id);
        }
        Media kept = isNew ? repository.find(id) : repository.same(owner, sha256);
        if (kept == null) {
            throw new Problem.Conflict("It was removed while it was stored: try again.").exception();
        }
        return new Upload(kept, isNew);
    }

    private void requireRoom(ObjectId owner, long more) {
        MediaRepository.Usage usage = repository.usage(owner);
        if (usage.files() >= properties.filesPerPerson()
                || usage.bytes() + more > properties.quotaPerPerson().toBytes()) {
            throw full();
        }
    }

    /// Several uploads at once may each have found room for themselves.
    private void undoBeyondQuota(ObjectId owner, ObjectId id) {
        MediaRepository.Usage usage = repository.usage(owner);
        if (usage.files() > properties.filesPerPerson()
                || usage.bytes() > properties.quotaPerPerson().toBytes()) {
            repository.remove(id);
            throw full();
        }
    }

    private ProblemException full() {
        return new Problem.TooLarge("Your files would be more than the "
                        + properties.quotaPerPerson().toMegabytes() + " MB or " + properties.filesPerPerson()
                        + " that a person may have here: delete some first.")
                .exception();
    }

    /// As its sender calls it, but with the end that says what it is.
    private static String name(@Nullable String given, MediaKind kind) {
        String last =
                given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String plain = UNSPEAKABLE.matcher(last).replaceAll("").strip();
        int dot = plain.lastIndexOf('.');
        String base = dot >= 0 ? plain.substring(0, dot) : plain;
        int end = base.offsetByCodePoints(0, Math.min(LONGEST_NAME, base.codePointCount(0, base.length())));
        String kept = base.substring(0, end).strip();
        return (kept.isEmpty() ? "upload" : kept) + "." + kind.extension();
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// The caller's own files, the newest first.
    public Page<Media> list(Caller caller, PageRequest page) {
        return repository.list(access.requirePerson(caller).value(), page);
    }

    /// A file that the caller may see: his own, or one that is shared with him.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public Media find(Caller caller, ObjectId id) {
        Media media = repository.find(id);
        if (media != null && caller instanceof Caller.Person person && maySee(person.userId(), media)) {
            return media;
        }
        return access.own(caller, media, "file");
    }

    private boolean maySee(UserId reader, Media media) {
        return !media.userId().equals(reader.value())
                && audiences.stream().anyMatch(audience -> audience.maySee(reader, media));
    }

    /// Whether a file is the caller's.
    public boolean isOwn(Caller caller, ObjectId id) {
        Media media = repository.find(id);
        return media != null && access.requirePerson(caller).value().equals(media.userId());
    }

    /// Which of these files are a person's.
    public Set<ObjectId> ownAmong(UserId owner, Collection<ObjectId> ids) {
        return repository.own(owner.value(), ids);
    }

    /// The content of a file that was found.
    ///
    /// @return to be closed by whoever reads it
    public InputStream open(Media media) {
        return repository.open(media.id());
    }

    /// The small copy of a file that was found.
    Thumbnail thumbnail(Media media) {
        Thumbnail small = repository.thumbnail(media.id());
        if (small == null) {
            throw Problem.notFound("thumbnail").exception();
        }
        return small;
    }

    /// Removes one of the caller's own files. Posts that show it go on without it.
    public void delete(Caller caller, ObjectId id) {
        repository.remove(access.own(caller, repository.find(id), "file").id());
    }
}
