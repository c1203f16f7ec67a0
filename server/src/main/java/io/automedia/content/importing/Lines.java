package io.automedia.content.importing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads lines as bytes. It never holds more than one line of the greatest length that is taken.
final class Lines {
    /// Longer lines are not taken, in bytes.
    static final int LONGEST = 16 * 1024 * 1024;

    private static final int USUAL = 64 * 1024;

    private final InputStream input;
    private final boolean keepsReturns;
    private final byte[] buffer = new byte[USUAL];
    private int position;
    private int filled;
    private byte[] line = new byte[USUAL];
    private int length;
    private long number;
    private boolean ended;

    Lines(InputStream input) {
        this(input, false);
    }

    /// @param keepsReturns whether a carriage return at its end belongs to a line
    Lines(InputStream input, boolean keepsReturns) {
        this.input = input;
        this.keepsReturns = keepsReturns;
    }

    /// The next line; null at the end.
    @Nullable
    Line next() throws IOException {
        if (ended) {
            return null;
        }
        length = 0;
        if (line.length > LONGEST / 4) {
            line = new byte[USUAL];
        }
        boolean tooLong = false;
        try {
            while (true) {
                if (position == filled && !fill()) {
                    ended = true;
                    return length == 0 && !tooLong ? null : line(tooLong);
                }
                int end = lineBreak();
                tooLong |= !append(end);
                position = end;
                if (end < filled) {
                    position++;
                    return line(tooLong);
                }
            }
        } catch (EOFException cut) {
            return broken("The file ends in the middle: its compressed data is cut off here.");
        } catch (ZipException damaged) {
            return broken("The compressed data is damaged from here on, and can't be read.");
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, input.read(buffer));
        return filled > 0;
    }

    private int lineBreak() {
        for (int i = position; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return filled;
    }

    private boolean append(int end) {
        int more = end - position;
        if (length + more > LONGEST) {
            return false;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(line.length * 2, length + more)));
        }
        System.arraycopy(buffer, position, line, length, more);
        length += more;
        return true;
    }

    private Line line(boolean tooLong) {
        number++;
        if (tooLong) {
            return new Line.TooLong(number);
        }
        int end = !keepsReturns && length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new Line.Bytes(number, line, end);
    }

    private Line broken(String reason) {
        ended = true;
        return new Line.Broken(++number, reason);
    }
}
