package io.automedia.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// How a picture must be turned to stand upright, 1 (as it is) to 8, as cameras note it in Exif. It is all that is kept
/// of what they note.
record Orientation(int value) {
    static final Orientation UPRIGHT = new Orientation(1);

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    Orientation {
        value = value >= 1 && value <= 8 ? value : 1;
    }

    boolean isUpright() {
        return value == 1;
    }

    /// Whether width and height change places.
    boolean isOnItsSide() {
        return value >= 5;
    }

    /// Reads it from the content of an Exif block, with or without `Exif` before it. What can't be read is upright.
    static Orientation of(byte[] exif) {
        int start = startsWithName(exif) ? EXIF.length : 0;
        ByteBuffer tiff = ByteBuffer.wrap(exif, start, exif.length - start).slice();
        try {
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY;
                if ((tiff.getShort(entry) & 0xffff) == TAG && tiff.getShort(entry + 2) == SHORT) {
                    return new Orientation(tiff.getShort(entry + 8));
                }
            }
        } catch (IndexOutOfBoundsException notExif) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static boolean startsWithName(byte[] exif) {
        return exif.length >= EXIF.length
                && new String(exif, 0, EXIF.length, StandardCharsets.ISO_8859_1).equals("Exif\0\0");
    }

    /// An Exif block that says this and nothing else, without `Exif` before it.
    byte[] toTiff() {
        return ByteBuffer.allocate(8 + 2 + ENTRY + 4)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) value)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /// The same with `Exif` before it.
    byte[] toExif() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(EXIF);
        out.writeBytes(toTiff());
        return out.toByteArray();
    }
}
