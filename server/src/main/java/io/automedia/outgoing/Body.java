package io.automedia.outgoing;

import io.automedia.shared.CountedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Reads a body and unpacks it, and stops as soon as it is more than wanted, packed or unpacked.
final class Body {
    /// What [#read] can unpack.
    static final String ENCODINGS = "gzip, deflate";

    /// What is packed can be larger than what it was, and is read in pieces.
    private static final int READ_AHEAD = 65_536;

    private Body() {}

    /// More bytes than wanted.
    static final class TooLarge extends IOException {
        TooLarge() {
            super("too large");
        }
    }

    /// Packed in a way that nobody asked for.
    static final class Unreadable extends IOException {
        Unreadable(String encoding) {
            super(encoding);
        }
    }

    static byte[] read(InputStream packed, @Nullable String encoding, int most) throws IOException {
        Bounded bounded = new Bounded(packed, most);
        try (InputStream unpacked = unpacked(bounded, encoding)) {
            byte[] body = unpacked.readNBytes(most + 1);
            // a failure within the header of a further packed member is taken for the end of the body
            if (body.length > most || bounded.isOver()) {
                throw new TooLarge();
            }
            return body;
        }
    }

    /// Only the first bytes, however many there are.
    static byte[] beginning(InputStream packed, @Nullable String encoding, int most) throws IOException {
        try (InputStream unpacked = unpacked(new Bounded(packed, most + READ_AHEAD), encoding)) {
            return unpacked.readNBytes(most);
        }
    }

    private static InputStream unpacked(InputStream packed, @Nullable String encoding) throws IOException {
        String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "identity", "none" -> packed;
            case "gzip", "x-gzip" -> new GZIPInputStream(packed, 8_192);
            case "deflate" -> inflated(packed);
            default -> throw new Unreadable(name.length() > 20 ? name.substring(0, 20) : name);
        };
    }

    /// Servers that say deflate send either zlib's format or the bare stream.
    private static InputStream inflated(InputStream packed) throws IOException {
        PushbackInputStream start = new PushbackInputStream(packed, 2);
        byte[] two = start.readNBytes(2);
        start.unread(two);
        boolean isZlib =
                two.length == 2 && (two[0] & 0x0f) == 8 && (((two[0] & 0xff) << 8) | (two[1] & 0xff)) % 31 == 0;
        return new InflaterInputStream(start, new Inflater(!isZlib)) {
            @Override
            public void close() throws IOException {
                inf.end();
                super.close();
            }
        };
    }

    /// Counts what comes over the wire: a packed stream can go on for ever and unpack to nothing.
    private static final class Bounded extends CountedInputStream {
        private long left;

        Bounded(InputStream in, int most) {
            super(in);
            left = most + 1L;
        }

        @Override
        protected void count(int bytes) throws TooLarge {
            left -= bytes;
            if (isOver()) {
                throw new TooLarge();
            }
        }

        boolean isOver() {
            return left < 0;
        }

        /// Closing the stream of a connection reads it to its end, which may never come: who opened it ends it.
        @Override
        public void close() {}
    }
}
