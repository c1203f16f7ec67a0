package io.automedia.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Takes out of a JPEG file whatever is not the picture: Exif (place, camera, small preview), XMP, IPTC,
/// comments, blocks of makers, further pictures and anything else behind its end. The compressed picture,
/// its colour profile and its orientation stay.
final class JpegCleaner {
    /// Real ones have about ten; each is another walk over the whole picture for whoever shows it.
    private static final int MOST_SCANS = 100;

    private static final int ADOBE_LENGTH = 12;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int QUANTISATION = 0xdb;
    private static final int LINES = 0xdc;
    private static final int RESTARTS = 0xdd;
    private static final int JFIF = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int PROFILE = 0xe2;
    private static final int ADOBE = 0xee;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final Canvas canvas;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;
    private int scans;

    private JpegCleaner(byte[] bytes, Canvas canvas) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
        this.canvas = canvas;
    }

    static Cleaned clean(byte[] bytes, long mostPixels) {
        JpegCleaner cleaner = new JpegCleaner(bytes, new Canvas(mostPixels));
        cleaner.walk();
        return cleaner.canvas.cleaned(cleaner.whole(), cleaner.orientation);
    }

    private void walk() {
        marker();
        for (int marker = marker(); marker != END; marker = marker()) {
            byte[] segment = segment();
            if (marker == EXIF) {
                orientation = orientation.isUpright() ? Orientation.of(segment) : orientation;
            } else if (marker == JFIF) {
                copyJfif(segment);
            } else if (marker == ADOBE) {
                copyAdobe(segment);
            } else if (isOfThePicture(marker, segment)) {
                write(marker, segment);
            }
            if (marker == SCAN) {
                copyScan();
            }
        }
        if (scans == 0) {
            throw new DamagedFile("holds no picture");
        }
    }

    private byte[] whole() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(out.size() + 64);
        all.write(0xff);
        all.write(START);
        if (!orientation.isUpright()) {
            byte[] exif = orientation.toExif();
            write(all, EXIF, exif);
        }
        all.writeBytes(out.toByteArray());
        all.write(0xff);
        all.write(END);
        return all.toByteArray();
    }

    /// The next marker; any number of 0xff may stand before it.
    private int marker() {
        int at = in.get() & 0xff;
        if (at != 0xff) {
            throw new DamagedFile("is damaged: byte " + (in.position() - 1) + " can't be read");
        }
        while (at == 0xff) {
            at = in.get() & 0xff;
        }
        return at;
    }

    private byte[] segment() {
        int length = in.getShort() & 0xffff;
        byte[] segment = new byte[Math.max(0, length - 2)];
        in.get(segment);
        return segment;
    }

    private boolean isOfThePicture(int marker, byte[] segment) {
        if (isFrame(marker)) {
            ByteBuffer frame = ByteBuffer.wrap(segment);
            int height = frame.getShort(1) & 0xffff;
            canvas.has(frame.getShort(3) & 0xffff, height);
            return true;
        }
        return switch (marker) {
            case SCAN, QUANTISATION, LINES, RESTARTS, 0xc4, 0xcc -> true;
            case PROFILE -> startsWith(segment, "ICC_PROFILE\0");
            default -> false;
        };
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean startsWith(byte[] segment, String name) {
        return segment.length >= name.length()
                && new String(segment, 0, name.length(), StandardCharsets.ISO_8859_1).equals(name);
    }

    /// Without its small preview, which may show more than the picture does.
    private void copyJfif(byte[] segment) {
        if (startsWith(segment, "JFIF\0") && segment.length >= 14) {
            byte[] plain = java.util.Arrays.copyOf(segment, 14);
            plain[12] = 0;
            plain[13] = 0;
            write(JFIF, plain);
        }
    }

    /// How colours are meant, without what anybody wrote behind it.
    private void copyAdobe(byte[] segment) {
        if (startsWith(segment, "Adobe") && segment.length >= ADOBE_LENGTH) {
            write(ADOBE, java.util.Arrays.copyOf(segment, ADOBE_LENGTH));
        }
    }

    private void write(int marker, byte[] segment) {
        write(out, marker, segment);
    }

    private static void write(ByteArrayOutputStream to, int marker, byte[] segment) {
        to.write(0xff);
        to.write(marker);
        to.write((segment.length + 2) >> 8);
        to.write(segment.length + 2);
        to.writeBytes(segment);
    }

    /// The compressed data up to the next marker that is not part of it.
    private void copyScan() {
        if (++scans > MOST_SCANS) {
            throw new DamagedFile("has more than " + MOST_SCANS + " scans");
        }
        int from = in.position();
        int at = from;
        while (!endsAt(at)) {
            at++;
        }
        out.write(bytes, from, at - from);
        in.position(at);
    }

    private boolean endsAt(int at) {
        if (at + 1 >= in.limit()) {
            throw DamagedFile.tooShort();
        }
        int next = in.get(at + 1) & 0xff;
        return (in.get(at) & 0xff) == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7);
    }
}
