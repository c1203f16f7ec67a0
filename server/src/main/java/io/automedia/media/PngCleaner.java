package io.automedia.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/// Takes out of a PNG file whatever is not the picture: texts, times, Exif, blocks of makers, and anything
/// behind its end. Colours, transparency, animation and orientation stay.
final class PngCleaner {
    private static final int SIGNATURE = 8;
    private static final int LARGEST_PROFILE = 1 << 20;
    private static final Set<String> OF_THE_PICTURE = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP",
            "mDCV", "cLLI", "acTL", "fcTL", "fdAT");

    private final ByteBuffer in;
    private final Canvas canvas;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;

    private PngCleaner(ByteBuffer in, Canvas canvas) {
        this.in = in;
        this.canvas = canvas;
    }

    static Cleaned clean(byte[] bytes, long mostPixels) {
        PngCleaner cleaner = new PngCleaner(ByteBuffer.wrap(bytes), new Canvas(mostPixels));
        cleaner.walk();
        return cleaner.canvas.cleaned(cleaner.out.toByteArray(), cleaner.orientation);
    }

    private void walk() {
        byte[] signature = new byte[SIGNATURE];
        in.get(signature);
        out.writeBytes(signature);
        boolean hasData = false;
        String type = "";
        while (!type.equals("IEND")) {
            int length = in.getInt();
            byte[] name = new byte[4];
            in.get(name);
            if (length < 0 || length > in.remaining() - 4) {
                throw DamagedFile.tooShort();
            }
            byte[] data = new byte[length];
            in.get(data);
            check(name, data, in.getInt());
            type = new String(name, StandardCharsets.ISO_8859_1);
            take(type, data);
            hasData |= type.equals("IDAT");
        }
        if (!hasData) {
            throw new DamagedFile("holds no picture");
        }
    }

    private static void check(byte[] name, byte[] data, int checksum) {
        if (crc(name, data) != checksum) {
            throw new DamagedFile("is damaged: a checksum is wrong");
        }
    }

    private static int crc(byte[] name, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return (int) crc.getValue();
    }

    private void take(String type, byte[] data) {
        if (canvas.width() == 0) {
            header(type, data);
        } else if (type.equals("IHDR")) {
            throw new DamagedFile("is damaged: it says its size twice");
        } else if (type.equals("fcTL")) {
            frame(data);
        }
        if (type.equals("eXIf")) {
            orientation = Orientation.of(data);
            if (!orientation.isUpright()) {
                write(type, orientation.toTiff());
            }
        } else if (OF_THE_PICTURE.contains(type) && !(type.equals("iCCP") && data.length > LARGEST_PROFILE)) {
            write(type, data);
        }
    }

    private void header(String type, byte[] data) {
        if (!type.equals("IHDR") || data.length != 13) {
            throw new DamagedFile("is damaged: it does not begin with its size");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        canvas.has(header.getInt(0) & 0xffffffffL, header.getInt(4) & 0xffffffffL);
    }

    /// A frame of an animation lies within the picture.
    private void frame(byte[] data) {
        ByteBuffer frame = ByteBuffer.wrap(data);
        long right = (frame.getInt(4) & 0xffffffffL) + (frame.getInt(12) & 0xffffffffL);
        long bottom = (frame.getInt(8) & 0xffffffffL) + (frame.getInt(16) & 0xffffffffL);
        if (right > canvas.width() || bottom > canvas.height()) {
            throw new DamagedFile("is damaged: a frame is larger than the picture");
        }
    }

    private void write(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(crc(name, data)).array());
    }
}
