package io.automedia.storage;

import io.automedia.kms.KeyServices;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The master keys that this node has: the first one encrypts the keys in the store, the others
/// open what they encrypted before. They are configured, or made for a new store and kept in the
/// data folder.
final class MasterKeys {
    private static final Logger log = LoggerFactory.getLogger(MasterKeys.class);
    static final String VARIABLE = "AUTOMEDIA_MASTER_KEY";
    private static final String FILE = "master.key";

    private final @Nullable String configured;
    private final DataFolder folder;
    private final KeyServices services;
    private volatile List<MasterKey> keys;

    private MasterKeys(@Nullable String configured, DataFolder folder, KeyServices services, List<MasterKey> keys) {
        this.configured = configured;
        this.folder = folder;
        this.services = services;
        this.keys = keys;
    }

    /// Those that are configured, else those in the data folder; empty when there are neither.
    ///
    /// @param configured keys, and paths of files that hold some: each base64 of 32 bytes or the URI of a
    /// key in a key service, with commas or white space between them
    /// @throws MasterKeyException when one of them is no key
    static Optional<MasterKeys> find(@Nullable String configured, DataFolder folder, KeyServices services) {
        String given = configured == null || configured.isBlank() ? null : configured.strip();
        List<MasterKey> found = read(given, folder, services);
        return found.isEmpty() ? Optional.empty() : Optional.of(new MasterKeys(given, folder, services, found));
    }

    /// A new one in the data folder.
    static MasterKeys make(DataFolder folder, KeyServices services) {
        write(folder, List.of(random()));
        log.warn(
                "A new master key was made: {}. Keep a copy of that file in a safe place, apart from your backups. "
                        + "Without it the stored API keys and credentials can never be read again.",
                file(folder));
        return find(null, folder, services).orElseThrow();
    }

    /// Where [#make] keeps it.
    static Path file(DataFolder folder) {
        return folder.path().resolve(FILE);
    }

    /// The one that encrypts.
    MasterKey primary() {
        return keys.getFirst();
    }

    /// All of them, the one that encrypts first.
    List<MasterKey> all() {
        return keys;
    }

    /// Where they were found, for people.
    String place() {
        if (configured == null) {
            return file(folder).toString();
        }
        return KeyTexts.inFile(configured).isPresent() ? configured : VARIABLE;
    }

    /// Whether they are in the data folder, where this program made them and may make another.
    boolean areOurs() {
        return configured == null && !primary().isRemote();
    }

    /// Whether there is one with this id.
    boolean have(String id) {
        return keys.stream().anyMatch(key -> key.id().equals(id));
    }

    /// Looks whether others are there by now: somebody may have written one more into the file.
    ///
    /// @return whether it is so
    boolean refresh() {
        try {
            List<MasterKey> now = read(configured, folder, services);
            if (now.isEmpty() || ids(now).equals(ids(keys))) {
                return false;
            }
            keys = now;
            return true;
        } catch (MasterKeyException | UncheckedIOException unreadable) {
            log.warn("The master keys of before stay in use: {}", unreadable.getMessage());
            return false;
        }
    }

    /// Makes another in the data folder, which encrypts from now on. It is on the disk when this
    /// returns. The others stay, also those that nothing here needs: backups may.
    void makeAnother() {
        List<String> texts = new ArrayList<>(List.of(random()));
        texts.addAll(KeyTexts.of(KeyTexts.inFile(file(folder)).orElse("")));
        write(folder, texts);
        keys = read(null, folder, services);
        log.warn(
                "A new master key was made: {} holds it in its first line. Keep a copy of that file in a safe place, "
                        + "apart from your backups.",
                file(folder));
    }

    private static String random() {
        byte[] key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static void write(DataFolder folder, List<String> texts) {
        folder.writePrivately(FILE, texts.stream().map(text -> text + "\n").collect(Collectors.joining()));
    }

    private static List<MasterKey> read(@Nullable String configured, DataFolder folder, KeyServices services) {
        if (configured == null) {
            String place = file(folder).toString();
            return KeyTexts.inFile(file(folder))
                    .map(text -> usable(text, place, services))
                    .orElse(List.of());
        }
        return KeyTexts.inFile(configured)
                .map(text -> usable(text, configured, services))
                .orElseGet(() -> usable(withFiles(configured), VARIABLE, services));
    }

    /// With what the files hold that are among the keys.
    private static String withFiles(String configured) {
        return KeyTexts.of(configured).stream()
                .map(one -> KeyServices.isUri(one) ? one : KeyTexts.inFile(one).orElse(one))
                .collect(Collectors.joining("\n"));
    }

    private static List<MasterKey> usable(String text, String place, KeyServices services) {
        try {
            List<MasterKey> keys = decode(text, services);
            if (keys.isEmpty()) {
                throw unusable(place);
            }
            return keys;
        } catch (IllegalArgumentException noSuchUri) {
            throw new MasterKeyException(
                    "The master key in " + place + " can't be used: " + noSuchUri.getMessage() + ".");
        }
    }

    /// The keys in a text; none when one of them is none.
    private static List<MasterKey> decode(String text, KeyServices services) {
        Map<String, MasterKey> found = new LinkedHashMap<>();
        for (String one : KeyTexts.of(text)) {
            MasterKey key = MasterKey.of(one, services).orElse(null);
            if (key == null) {
                return List.of();
            }
            found.putIfAbsent(key.id(), key);
        }
        return List.copyOf(found.values());
    }

    private static List<String> ids(List<MasterKey> keys) {
        return Stream.of(keys).flatMap(List::stream).map(MasterKey::id).toList();
    }

    private static MasterKeyException unusable(String place) {
        return new MasterKeyException("The master key in " + place + " can't be used: it must be 32 bytes in base64"
                + " (openssl rand -base64 32) or the URI of a key in a key service (aws-kms://, gcp-kms://, hcvault://),"
                + " or several such with commas between them, the first of which encrypts; " + VARIABLE
                + " may also name files that hold them, one in a line.");
    }

    @Override
    public String toString() {
        return "MasterKeys[" + place() + "]";
    }
}
