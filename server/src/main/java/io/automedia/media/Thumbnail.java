package io.automedia.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// A small upright copy of a picture, at most 320 pixels wide and high.
///
/// @param type `image/png` when it has transparent parts, else `image/jpeg`
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Thumbnail(String type, byte[] bytes) {
    static final int EDGE = 320;

    /// The reader of WebP takes memory for the whole picture, up to 8 bytes for a pixel.
    private static final long MOST_PIXELS_OF_WEBP = 16_000_000;

    /// Of a picture that was cleaned; null for one that can't be drawn here, which is none the worse for that.
    static @Nullable Thumbnail of(MediaKind kind, Cleaned picture) {
        if (kind == MediaKind.WEBP && (long) picture.width() * picture.height() > MOST_PIXELS_OF_WEBP) {
            return null;
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(kind.type());
        if (!readers.hasNext()) {
            return null;
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new FiniteInput(picture.bytes())) {
            reader.setInput(in, true, true);
            return encoded(upright(read(reader, picture), picture.orientation()));
        } catch (IOException | RuntimeException cannotBeDrawn) {
            return null;
        } finally {
            reader.dispose();
        }
    }

    /// Reads only every so many points, so that the memory it takes hangs on the copy and not on the picture.
    private static BufferedImage read(ImageReader reader, Cleaned picture) throws IOException {
        int step = Math.max(1, Math.max(picture.width(), picture.height()) / (2 * EDGE));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static BufferedImage upright(BufferedImage read, Orientation orientation) {
        double scale = Math.min(1, (double) EDGE / Math.max(read.getWidth(), read.getHeight()));
        int wide = Math.max(1, (int) Math.round(read.getWidth() * scale));
        int high = Math.max(1, (int) Math.round(read.getHeight() * scale));
        boolean turned = orientation.isOnItsSide();
        BufferedImage small = new BufferedImage(
                turned ? high : wide,
                turned ? wide : high,
                read.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = small.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        drawing.transform(turn(orientation, wide, high));
        drawing.drawImage(read, 0, 0, wide, high, null);
        drawing.dispose();
        return small;
    }

    /// Where a point of the picture as it lies in the file belongs.
    private static AffineTransform turn(Orientation orientation, int wide, int high) {
        return switch (orientation.value()) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, wide, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, wide, high);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, high);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, high, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, high, wide);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, wide);
            default -> new AffineTransform();
        };
    }

    private static @Nullable Thumbnail encoded(BufferedImage image) throws IOException {
        String format = image.getColorModel().hasAlpha() ? "png" : "jpeg";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return ImageIO.write(image, format, out) ? new Thumbnail("image/" + format, out.toByteArray()) : null;
    }
}
