package io.automedia.embeddedmongodb.crash;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Takes from a folder what a power cut would have taken, by the journal of `failing-files.c`: the bytes of each file
/// behind its last sync, and the names that were made but never synced with their folder. Files are taken to grow at
/// their end, as those of RocksDB do; names that were deleted are gone, synced or not.
final class PowerCut {
    private static final String NOWHERE = "";

    /// How much of each file is on the disk; what isn't named here is there in full.
    private final Map<String, Long> synced = new HashMap<>();

    /// Names that their folders may not have on the disk yet, with the name that the file has instead.
    private final Map<String, String> fleeting = new HashMap<>();

    /// The names that a running sync of a folder covers, by thread and folder.
    private final Map<String, Set<String>> syncing = new HashMap<>();

    private PowerCut() {}

    /// Removes the journal too.
    static void strike(Path journal) throws IOException {
        PowerCut cut = new PowerCut();
        for (String line : Files.readAllLines(journal)) {
            cut.replay(line.split("\t"));
        }
        cut.apply();
        Files.delete(journal);
    }

    private void replay(String[] entry) {
        switch (entry[0]) {
            case "created" -> {
                synced.put(entry[1], 0L);
                fleeting.put(entry[1], NOWHERE);
            }
            case "opened" -> synced.merge(entry[2], Long.parseLong(entry[1]), Math::min);
            case "synced" -> synced.put(entry[2], Long.parseLong(entry[1]));
            case "truncated" -> synced.merge(entry[2], Long.parseLong(entry[1]), Math::min);
            case "renamed" -> moved(entry[1], entry[2], true);
            case "replaced" -> moved(entry[1], entry[2], false);
            case "linked" -> {
                synced.computeIfAbsent(entry[2], _ -> synced.get(entry[1]));
                fleeting.put(entry[2], NOWHERE);
            }
            case "deleted" -> {
                synced.remove(entry[1]);
                fleeting.remove(entry[1]);
            }
            case "folder-sync" -> syncing.put(entry[1] + entry[2], namesIn(entry[2]));
            case "folder-synced" -> {
                Set<String> covered = syncing.remove(entry[1] + entry[2]);
                if (covered != null) {
                    fleeting.keySet().removeAll(covered);
                }
            }
            default -> throw new IllegalStateException("unknown: " + String.join(" ", entry));
        }
    }

    private Set<String> namesIn(String folder) {
        Set<String> names = new HashSet<>();
        for (String name : fleeting.keySet()) {
            if (folder.equals(name.substring(0, name.lastIndexOf('/')))) {
                names.add(name);
            }
        }
        return names;
    }

    /// A name that takes the place of another is taken to be there at once; what stood there before is gone.
    private void moved(String from, String to, boolean fresh) {
        Long length = synced.remove(from);
        if (length != null) {
            synced.put(to, length);
        }
        String before = fleeting.remove(from);
        if (fresh) {
            fleeting.put(to, before == null ? from : before);
        }
    }

    private void apply() throws IOException {
        for (Map.Entry<String, Long> file : synced.entrySet()) {
            Path path = Path.of(file.getKey());
            if (Files.isRegularFile(path)) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.truncate(file.getValue());
                }
            }
        }
        List<String> innermostFirst =
                fleeting.keySet().stream().sorted(Comparator.reverseOrder()).toList();
        for (String name : innermostFirst) {
            String before = fleeting.getOrDefault(name, NOWHERE);
            if (!before.equals(NOWHERE)) {
                Files.move(Path.of(name), Path.of(before));
            } else if (Files.exists(Path.of(name))) {
                delete(Path.of(name));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
