package io.automedia.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes out of a WebP file whatever is not the picture: Exif, XMP, unknown blocks, and anything behind its end.
/// Colours, transparency, animation and orientation stay.
final class WebpCleaner {
    private static final int HEADER = 12;
    private static final int FRAME_HEADER = 16;
    private static final int HAS_XMP = 4;
    private static final int HAS_EXIF = 8;

    private final Canvas canvas;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean hasPicture;
    private boolean isExtended;

    private WebpCleaner(Canvas canvas) {
        this.canvas = canvas;
    }

    static Cleaned clean(byte[] bytes, long mostPixels) {
        WebpCleaner cleaner = new WebpCleaner(new Canvas(mostPixels));
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long end = (in.getInt(4) & 0xffffffffL) + 8;
        if (end > bytes.length) {
            throw DamagedFile.tooShort();
        }
        cleaner.walk(in.slice(HEADER, (int) end - HEADER).order(ByteOrder.LITTLE_ENDIAN), cleaner.out, false);
        return cleaner.canvas.cleaned(cleaner.whole(), cleaner.orientation);
    }

    private byte[] whole() {
        if (!hasPicture) {
            throw new DamagedFile("holds no picture");
        }
        if (!orientation.isUpright() && isExtended) {
            write(out, "EXIF", orientation.toTiff());
        }
        byte[] chunks = out.toByteArray();
        if (isExtended) {
            // the flags of the first chunk, which lie behind its name and length
            chunks[8] = (byte) ((chunks[8] & ~(HAS_XMP | HAS_EXIF)) | (orientation.isUpright() ? 0 : HAS_EXIF));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(chunks.length + HEADER);
        all.writeBytes("RIFF".getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(number(chunks.length + 4));
        all.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(chunks);
        return all.toByteArray();
    }

    private void walk(ByteBuffer in, ByteArrayOutputStream to, boolean inFrame) {
        while (in.remaining() >= 8) {
            byte[] name = new byte[4];
            in.get(name);
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw DamagedFile.tooShort();
            }
            byte[] data = new byte[length];
            in.get(data);
            in.position(in.position() + Math.min(length & 1, in.remaining()));
            take(new String(name, StandardCharsets.ISO_8859_1), data, to, inFrame);
        }
    }

    private void take(String type, byte[] data, ByteArrayOutputStream to, boolean inFrame) {
        ByteBuffer chunk = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case "VP8X" -> {
                if (to.size() > 0 || inFrame) {
                    throw new DamagedFile("is damaged: its header stands in the wrong place");
                }
                isExtended = true;
                canvas.has(triple(chunk, 4) + 1L, triple(chunk, 7) + 1L);
                write(to, type, data);
            }
            case "VP8 " -> {
                canvas.hasPart(chunk.getShort(6) & 0x3fff, chunk.getShort(8) & 0x3fff);
                picture(to, type, data);
            }
            case "VP8L" -> {
                int size = chunk.getInt(1);
                canvas.hasPart((size & 0x3fff) + 1L, ((size >> 14) & 0x3fff) + 1L);
                picture(to, type, data);
            }
            case "ALPH" -> write(to, type, data);
            case "ANIM", "ICCP", "ANMF", "EXIF" -> {
                if (!inFrame) {
                    takeOutside(type, data, to);
                }
            }
            default -> {
                // XMP, and what nobody knows
            }
        }
    }

    private void picture(ByteArrayOutputStream to, String type, byte[] data) {
        hasPicture = true;
        write(to, type, data);
    }

    private void takeOutside(String type, byte[] data, ByteArrayOutputStream to) {
        switch (type) {
            case "EXIF" -> orientation = Orientation.of(data);
            case "ANMF" -> write(to, type, frame(data));
            default -> write(to, type, data);
        }
    }

    private byte[] frame(byte[] data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(data.length);
        if (data.length < FRAME_HEADER) {
            throw DamagedFile.tooShort();
        }
        frame.write(data, 0, FRAME_HEADER);
        byte[] inside = Arrays.copyOfRange(data, FRAME_HEADER, data.length);
        walk(ByteBuffer.wrap(inside).order(ByteOrder.LITTLE_ENDIAN), frame, true);
        return frame.toByteArray();
    }

    private static int triple(ByteBuffer chunk, int at) {
        return (chunk.getShort(at) & 0xffff) | (chunk.get(at + 2) & 0xff) << 16;
    }

    private static void write(ByteArrayOutputStream to, String type, byte[] data) {
        to.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
        to.writeBytes(number(data.length));
        to.writeBytes(data);
        if ((data.length & 1) == 1) {
            to.write(0);
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
