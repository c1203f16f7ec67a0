package io.automedia.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Files as cameras, phones and programs write them, with all that they tell about their makers. The word
/// `SECRET` is in every part that must not be kept.
public final class MediaSamples {
    /// In every part that must not be kept.
    public static final String SECRET = "SECRET";

    private static final byte[] LOSSLESS_PIXEL = base64("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    /// WebP files of 64 × 32 points that are red or transparent on the left and blue on the right, by how they are
    /// encoded.
    static final Map<String, byte[]> WEBP = Map.of(
            "lossy",
            base64(
                    "UklGRlwAAABXRUJQVlA4IFAAAAAwBACdASpAACAAPrVUo0wnJKMiLBqoAOAWiWMAyBOxeQfiSAQYgzpE7YAA/uveL6xdYGt/+WdUijyq"
                            + "3uN+68UiYM7pvpHS0oiV4XMTAAAAAA=="),
            "lossless and transparent",
            base64("UklGRigAAABXRUJQVlA4TBsAAAAvP8AHEA8wKEMxyPMf8BALJvOXDqE3ov8BVd8A"),
            "lossy and transparent",
            base64(
                    "UklGRnYAAABXRUJQVlA4WAoAAAAQAAAAPwAAHwAAQUxQSBAAAAABENMQ+pd2C2CLiAkgN/83VlA4IEAAAABwAwCdASpAACAAPrVSo0wn"
                            + "JKMiLBqoAOAWiWUAAIAevC/xMAAA/vd7C+AP///yz//Zb/st4z/+DZIpsBN1gAAA"));

    private MediaSamples() {}

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    /// A picture of two halves, red on the left and blue on the right, with a green line on top.
    public static BufferedImage picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(Color.RED);
        drawing.fillRect(0, 0, width / 2, height);
        drawing.setColor(Color.BLUE);
        drawing.fillRect(width / 2, 0, width - width / 2, height);
        drawing.setColor(Color.GREEN);
        drawing.fillRect(0, 0, width, height / 8);
        drawing.dispose();
        return image;
    }

    static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return out.toByteArray();
    }

    static BufferedImage decoded(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public static byte[] png(int width, int height) {
        return encoded("png", picture(width, height));
    }

    /// A PNG file with texts, a time, Exif that turns it, and a page behind its end.
    static byte[] talkativePng() {
        byte[] png = png(40, 20);
        byte[] header = Arrays.copyOf(png, 33);
        return joined(
                header,
                chunk("tEXt", latin("Author\0SECRET")),
                chunk("iTXt", latin("XML:com.adobe.xmp\0\0\0\0\0<x>SECRET</x>")),
                chunk("tIME", new byte[7]),
                chunk("eXIf", exif(6)),
                Arrays.copyOfRange(png, 33, png.length),
                latin("<html><script>SECRET</script>"));
    }

    static byte[] chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(latin(type));
        crc.update(data);
        return joined(number(data.length), latin(type), data, number((int) crc.getValue()));
    }

    /// A PNG file that says to be so large, and is not.
    static byte[] hugePng(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        return joined(
                Arrays.copyOf(png(1, 1), 8),
                chunk("IHDR", header),
                chunk("IDAT", new byte[40]),
                chunk("IEND", new byte[0]));
    }

    /// A JPEG file as a phone writes it, which lies on its side: Exif with place and camera, XMP, IPTC, a
    /// comment, a block of its maker, and a second picture behind its end.
    static byte[] talkativeJpeg() {
        byte[] jpeg = encoded("jpeg", picture(64, 32));
        return joined(
                Arrays.copyOf(jpeg, 2),
                segment(0xe1, joined(latin("Exif\0\0"), exif(6))),
                segment(0xe1, latin("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>")),
                segment(0xe2, latin("MPF\0SECRET")),
                segment(0xed, latin("Photoshop 3.0\0SECRET")),
                segment(0xfe, latin("SECRET")),
                Arrays.copyOfRange(jpeg, 2, jpeg.length),
                latin("SECRET"),
                jpeg);
    }

    static byte[] segment(int marker, byte[] data) {
        return joined(
                new byte[] {(byte) 0xff, (byte) marker, (byte) ((data.length + 2) >> 8), (byte) (data.length + 2)},
                data);
    }

    /// Camera, orientation and place.
    static byte[] exif(int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(160).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(latin("II")).putShort((short) 42).putInt(8).putShort((short) 3);
        entry(tiff, 0x010f, 2, 7, 100);
        entry(tiff, 0x0112, 3, 1, orientation);
        entry(tiff, 0x8825, 4, 1, 60);
        tiff.putInt(0);
        tiff.position(60).putShort((short) 1);
        entry(tiff, 0x0002, 5, 3, 120);
        tiff.position(100).put(latin(SECRET));
        for (int number : new int[] {48, 1, 51, 1, 29, 1}) {
            tiff.putInt(120, number);
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /// A GIF file that moves, with a comment, XMP and text behind its end.
    static byte[] talkativeGif() {
        byte[] gif = encoded("gif", picture(16, 16));
        int first = 13 + (3 << ((gif[10] & 7) + 1));
        return joined(
                Arrays.copyOf(gif, first),
                extension(0xff, latin("NETSCAPE2.0"), new byte[] {1, 0, 0}),
                extension(0xfe, latin(SECRET)),
                extension(0xff, latin("XMP DataXMP"), latin(SECRET)),
                Arrays.copyOfRange(gif, first, gif.length),
                latin("alert('SECRET')"));
    }

    private static byte[] extension(int label, byte[]... blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x21, (byte) label});
        for (byte[] block : blocks) {
            out.write(block.length);
            out.writeBytes(block);
        }
        out.write(0);
        return out.toByteArray();
    }

    /// A WebP file of one point that lies on its side, with Exif, XMP and a block that nobody knows.
    static byte[] talkativeWebp() {
        byte[] pixel = Arrays.copyOfRange(LOSSLESS_PIXEL, 12, LOSSLESS_PIXEL.length);
        return riff(
                webpChunk("VP8X", new byte[] {12, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                pixel,
                webpChunk("EXIF", joined(latin("Exif\0\0"), exif(8))),
                webpChunk("XMP ", latin("<x>SECRET</x>")),
                webpChunk("MAKR", latin(SECRET)));
    }

    static byte[] riff(byte[]... chunks) {
        byte[] all = joined(chunks);
        return joined(latin("RIFF"), little(all.length + 4), latin("WEBP"), all, latin(SECRET));
    }

    static byte[] webpChunk(String type, byte[] data) {
        return joined(latin(type), little(data.length), data, new byte[data.length & 1]);
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /// A film of 640 × 360 with a place, a camera, times of recording, and a track of measurements whose
    /// data lie between those of the film.
    static byte[] talkativeFilm(String brand) {
        byte[] type = box("ftyp", joined(latin(brand), number(512), latin("isom")));
        byte[] frames = latin("the frames of the film");
        byte[] places = latin("SECRET 48.85 2.35");
        int data = type.length + 8;
        byte[] media = box("mdat", joined(frames, places, frames));
        byte[] film = box(
                "trak",
                joined(
                        box(
                                "tkhd",
                                joined(
                                        number(7),
                                        number(11),
                                        number(22),
                                        new byte[64],
                                        number(640 << 16),
                                        number(360 << 16))),
                        box("udta", latin(SECRET)),
                        media("vide", data, frames.length)));
        byte[] measured = box(
                "trak",
                joined(
                        box("tkhd", joined(number(7), number(11), number(22), new byte[72])),
                        media("meta", data + frames.length, places.length)));
        byte[] movie = box(
                "moov",
                joined(
                        box("mvhd", joined(number(0), number(3_800_000), number(3_800_000), new byte[88])),
                        film,
                        measured,
                        box("udta", box("\u00a9xyz", latin("+48.85+002.35/SECRET"))),
                        box("meta", latin(SECRET))));
        return joined(type, media, movie, box("uuid", latin("0123456789abcdefSECRET")), box("free", latin(SECRET)));
    }

    private static byte[] media(String handler, int offset, int size) {
        byte[] table = box(
                "stbl",
                joined(
                        box("stsd", new byte[8]),
                        box("stsc", joined(number(0), number(1), number(1), number(1), number(1))),
                        box("stsz", joined(number(0), number(0), number(1), number(size))),
                        box("stco", joined(number(0), number(1), number(offset)))));
        return box(
                "mdia",
                joined(
                        box("mdhd", joined(number(0), number(33), number(44), new byte[12])),
                        box("hdlr", joined(new byte[8], latin(handler), new byte[12], latin("SECRET camera\0"))),
                        box("minf", table)));
    }

    static byte[] box(String type, byte[] content) {
        return joined(number(content.length + 8), latin(type), content);
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
