package io.automedia.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Takes out of a GIF file whatever is not the picture: comments, texts, XMP and blocks of programs, and anything
/// behind
/// its end. Frames, their timing and how often they repeat stay.
final class GifCleaner {
    private static final int SCREEN = 13;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int END = 0x3b;
    private static final int CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;

    private final ByteBuffer in;
    private final Canvas canvas;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private GifCleaner(ByteBuffer in, Canvas canvas) {
        this.in = in;
        this.canvas = canvas;
    }

    static Cleaned clean(byte[] bytes, long mostPixels) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        GifCleaner cleaner = new GifCleaner(in, new Canvas(mostPixels));
        cleaner.walk();
        return cleaner.canvas.cleaned(cleaner.out.toByteArray(), Orientation.UPRIGHT);
    }

    private void walk() {
        canvas.has(in.getShort(6) & 0xffff, in.getShort(8) & 0xffff);
        copy(SCREEN);
        copyTable(in.get(10));
        boolean hasFrame = false;
        for (int block = in.get() & 0xff; block != END; block = in.get() & 0xff) {
            switch (block) {
                case IMAGE -> {
                    image();
                    hasFrame = true;
                }
                case EXTENSION -> extension();
                default -> throw new DamagedFile("is damaged: byte " + (in.position() - 1) + " can't be read");
            }
        }
        if (!hasFrame) {
            throw new DamagedFile("holds no picture");
        }
        out.write(END);
    }

    private void image() {
        out.write(IMAGE);
        int at = in.position();
        canvas.has(in.getShort(at + 4) & 0xffff, in.getShort(at + 6) & 0xffff);
        byte flags = in.get(at + 8);
        copy(9);
        copyTable(flags);
        copy(1);
        out.writeBytes(blocks());
    }

    private void copyTable(byte flags) {
        if ((flags & 0x80) != 0) {
            copy(3 << ((flags & 7) + 1));
        }
    }

    private void extension() {
        int label = in.get() & 0xff;
        byte[] blocks = blocks();
        if (label == CONTROL) {
            out.write(EXTENSION);
            out.write(label);
            out.writeBytes(blocks);
        } else if (label == APPLICATION) {
            repetitions(blocks);
        }
    }

    /// Of what programs say only how often the frames are repeated is kept: 11 letters, and then a block of three
    /// bytes that begins with 1.
    private void repetitions(byte[] blocks) {
        String name = new String(blocks, 1, Math.min(11, blocks.length - 1), StandardCharsets.ISO_8859_1);
        boolean counts = name.equals("NETSCAPE2.0") || name.equals("ANIMEXTS1.0");
        if (counts && blocks.length >= 16 && blocks[12] == 3 && blocks[13] == 1) {
            out.write(EXTENSION);
            out.write(APPLICATION);
            out.write(blocks, 0, 16);
            out.write(0);
        }
    }

    /// Blocks up to the empty one, with their lengths.
    private byte[] blocks() {
        int from = in.position();
        for (int length = in.get() & 0xff; length != 0; length = in.get() & 0xff) {
            in.position(in.position() + Math.min(length, in.remaining()));
        }
        byte[] blocks = new byte[in.position() - from];
        in.get(from, blocks);
        return blocks;
    }

    private void copy(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        out.writeBytes(bytes);
    }
}
