package io.automedia.media;

import org.jspecify.annotations.Nullable;

/// Learns how large a picture is, and refuses sizes that would need too much memory to show.
final class Canvas {
    /// As much as the other kinds can say; a PNG of one line may say two thousand millions.
    private static final int LONGEST_SIDE = 65_535;

    private final long mostPixels;
    private int width;
    private int height;

    Canvas(long mostPixels) {
        this.mostPixels = mostPixels;
    }

    /// The picture, or a part of it, has this size; the first one counts.
    void has(long wide, long high) {
        if (wide < 1 || high < 1 || wide > Integer.MAX_VALUE || high > Integer.MAX_VALUE) {
            throw new DamagedFile("has no size");
        }
        if (Math.max(wide, high) > LONGEST_SIDE) {
            throw new DamagedFile("is longer than " + LONGEST_SIDE + " pixels: make it smaller");
        }
        if (wide * high > mostPixels) {
            throw new DamagedFile("has " + wide + " × " + high + " pixels, more than the " + mostPixels
                    + " that are accepted: make it smaller");
        }
        if (width == 0) {
            width = (int) wide;
            height = (int) high;
        }
    }

    /// A part of the picture has this size: it is a damaged one whose parts are larger than the whole, and who shows it
    /// would take memory for them.
    void hasPart(long wide, long high) {
        has(wide, high);
        if (wide > width || high > height) {
            throw new DamagedFile("is damaged: a part of it is larger than the whole");
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// The cleaned picture.
    Cleaned cleaned(byte[] bytes, @Nullable Orientation orientation) {
        if (width == 0) {
            throw new DamagedFile("holds no picture");
        }
        return new Cleaned(bytes, width, height, orientation == null ? Orientation.UPRIGHT : orientation);
    }
}
