package io.automedia.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Blots out of an MP4 or QuickTime file, in its place, what is not the film: places, cameras and titles
/// (`udta`, `meta`, `uuid`), unknown blocks, times of recording, names of programs, and whole tracks of
/// measurements with their data, as phones and action cameras write them. Nothing moves, so that all that
/// points into the file stays right. Pictures and sound themselves stay as they are.
final class FilmCleaner {
    private static final int DEEPEST = 6;
    private static final int CHUNK = 1 << 16;
    private static final int LARGEST_TABLE = 1 << 24;
    private static final int MOST_BOXES = 100_000;
    private static final Set<String> ON_TOP =
            Set.of("ftyp", "moov", "mdat", "moof", "mfra", "sidx", "ssix", "styp", "pdin", "wide");
    private static final Map<String, Set<String>> INSIDE = Map.of(
            "moov", Set.of("mvhd", "trak", "mvex", "iods"),
            "trak", Set.of("tkhd", "edts", "mdia", "tref", "load", "tapt", "clip", "matt"),
            "mdia", Set.of("mdhd", "hdlr", "minf", "elng"),
            "minf", Set.of("vmhd", "smhd", "nmhd", "hmhd", "sthd", "gmhd", "dinf", "stbl", "hdlr"),
            "stbl",
                    Set.of(
                            "stsd", "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss", "stsh", "sdtp",
                            "sgpd", "sbgp", "cslg", "stps", "subs", "saiz", "saio", "padb", "stdp"),
            "moof", Set.of("mfhd", "traf"),
            "traf", Set.of("tfhd", "trun", "tfdt", "saiz", "saio", "sbgp", "sgpd", "subs", "senc", "sdtp"));
    private static final Set<String> MEASURING = Set.of("meta", "mett", "metx", "camm", "gpmd", "data");

    private final FileChannel file;
    private final Canvas canvas;
    private boolean isInFragments;
    private boolean hasFilm;
    private boolean hasMeasurements;
    private long blotted;
    private int boxes;

    private FilmCleaner(FileChannel file, Canvas canvas) {
        this.file = file;
        this.canvas = canvas;
    }

    /// The size of a film.
    record Size(int width, int height) {}

    /// A block of a file: its name, where it and its content begin, and where it ends.
    private record Box(String type, long from, long content, long end) {
        long length() {
            return end - content;
        }
    }

    /// Cleans a file in its place.
    static Size clean(Path path, long mostPixels) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FilmCleaner cleaner = new FilmCleaner(file, new Canvas(mostPixels));
            cleaner.walkTop();
            return new Size(cleaner.canvas.width(), cleaner.canvas.height());
        }
    }

    private void walkTop() throws IOException {
        boolean hasData = false;
        for (long at = 0; at < file.size(); ) {
            Box box = box(at, file.size());
            hasData |= box.type().equals("mdat");
            isInFragments |= box.type().equals("moof");
            if (!ON_TOP.contains(box.type())) {
                blot(box);
            } else if (INSIDE.containsKey(box.type())) {
                walk(box, 1);
            }
            at = box.end();
        }
        if (!hasData || !hasFilm) {
            throw new DamagedFile("holds no film");
        }
        if (hasMeasurements && isInFragments) {
            throw new DamagedFile("has a track of measurements (such as places) in fragments, which can't be taken out "
                    + "here: save it without that track");
        }
    }

    private void walk(Box parent, int depth) throws IOException {
        Set<String> known = INSIDE.getOrDefault(parent.type(), Set.of());
        for (long at = parent.content(); at < parent.end(); ) {
            if (parent.end() - at < 8) {
                blot(at, parent.end());
                return;
            }
            Box box = box(at, parent.end());
            if (!known.contains(box.type())) {
                blot(box);
            } else if (box.type().equals("trak") && isOfMeasurements(box)) {
                hasMeasurements = true;
                blotSamples(box);
                blot(box);
            } else {
                keep(box, depth);
            }
            at = box.end();
        }
    }

    private void keep(Box box, int depth) throws IOException {
        switch (box.type()) {
            case "mvhd", "mdhd" -> blotTimes(box);
            case "tkhd" -> {
                blotTimes(box);
                size(box);
            }
            case "hdlr" -> handler(box);
            default -> {
                if (INSIDE.containsKey(box.type()) && depth < DEEPEST) {
                    walk(box, depth + 1);
                }
            }
        }
    }

    /// Creation and change, behind version and flags.
    private void blotTimes(Box box) throws IOException {
        int width = read(box.content(), 1).get(0) == 1 ? 8 : 4;
        blot(box.content() + 4, Math.min(box.end(), box.content() + 4 + 2L * width));
    }

    /// The last eight bytes of a track's header, in 65536ths of a pixel; tracks of sound have none.
    private void size(Box box) throws IOException {
        ByteBuffer size = read(box.end() - 8, 8);
        int width = size.getInt() >>> 16;
        int height = size.getInt() >>> 16;
        if (width > 0 && height > 0) {
            canvas.has(width, height);
        }
    }

    /// What kind of track it is stays, the name of the program that wrote it does not.
    private void handler(Box box) throws IOException {
        if (box.length() >= 20) {
            hasFilm |= text(read(box.content() + 8, 4)).equals("vide") && canvas.width() > 0;
            blot(box.content() + 12, box.end());
        }
    }

    private boolean isOfMeasurements(Box track) throws IOException {
        Box media = child(track, "mdia");
        Box handler = media == null ? null : child(media, "hdlr");
        return handler != null && handler.length() >= 12 && MEASURING.contains(text(read(handler.content() + 8, 4)));
    }

    private void blotSamples(Box track) throws IOException {
        Box table = track;
        for (String step : new String[] {"mdia", "minf", "stbl"}) {
            table = told(child(table, step));
        }
        Box chunks = child(table, "stco");
        Box longChunks = child(table, "co64");
        Box perChunk = told(child(table, "stsc"));
        Box sizes = told(child(table, "stsz"));
        ByteBuffer offsets = longChunks == null ? whole(told(chunks)) : whole(longChunks);
        new SampleTable(offsets, longChunks != null, whole(perChunk), whole(sizes)).forEachRange(this::blotData);
    }

    /// What says where the data of a track are. Without it, or where it is written otherwise (`stz2`), they
    /// would stay.
    private static Box told(@Nullable Box table) {
        if (table == null) {
            throw new DamagedFile("has a track of measurements (such as places) that can't be taken out here: save it "
                    + "without that track");
        }
        return table;
    }

    /// Data of several tracks can't be more than the file, and who says so only wants us to write for ever.
    private void blotData(long from, long to) throws IOException {
        long end = Math.min(to, file.size());
        blotted += Math.max(0, end - from);
        if (blotted > file.size()) {
            throw new DamagedFile("is damaged: its tracks lie about their data");
        }
        blot(from, end);
    }

    private @Nullable Box child(Box parent, String type) throws IOException {
        for (long at = parent.content(); at + 8 <= parent.end(); ) {
            Box box = box(at, parent.end());
            if (box.type().equals(type)) {
                return box;
            }
            at = box.end();
        }
        return null;
    }

    private Box box(long at, long limit) throws IOException {
        if (++boxes > MOST_BOXES) {
            throw new DamagedFile("has too many parts");
        }
        ByteBuffer head = read(at, 8);
        long length = head.getInt() & 0xffffffffL;
        String type = text(head);
        int headLength = 8;
        if (length == 1) {
            length = read(at + 8, 8).getLong();
            headLength = 16;
        } else if (length == 0) {
            length = limit - at;
        }
        if (length < headLength || length > limit - at) {
            throw DamagedFile.tooShort();
        }
        return new Box(type, at, at + headLength, at + length);
    }

    private static String text(ByteBuffer bytes) {
        byte[] name = new byte[4];
        bytes.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer whole(Box box) throws IOException {
        if (box.length() > LARGEST_TABLE) {
            throw new DamagedFile("is damaged: a table in it is too large");
        }
        return read(box.content(), (int) box.length());
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw DamagedFile.tooShort();
            }
        }
        return bytes.flip();
    }

    /// Makes free space of it.
    private void blot(Box box) throws IOException {
        blot(box.content(), box.end());
        file.write(ByteBuffer.wrap("free".getBytes(StandardCharsets.ISO_8859_1)), box.from() + 4);
    }

    private void blot(long from, long to) throws IOException {
        for (long at = from; at < to; at += CHUNK) {
            ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(CHUNK, to - at));
            for (long place = at; zeros.hasRemaining(); ) {
                place += file.write(zeros, place);
            }
        }
    }
}
