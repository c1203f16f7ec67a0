package io.automedia.media;

import javax.imageio.stream.ImageInputStreamImpl;

/// Bytes for a reader of pictures. Some readers take what lies behind the end of a damaged file for noughts, and would
/// read on
/// for minutes; here they may a little, as long as they look ahead.
final class FiniteInput extends ImageInputStreamImpl {
    private static final int MOST_READS_BEHIND_THE_END = 1_000;

    private final byte[] bytes;
    private int readsBehindTheEnd;

    FiniteInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return isAtEnd() ? -1 : bytes[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, to, offset, count);
        streamPos += count;
        return count;
    }

    private boolean isAtEnd() {
        if (streamPos < bytes.length) {
            return false;
        }
        if (++readsBehindTheEnd > MOST_READS_BEHIND_THE_END) {
            throw DamagedFile.tooShort();
        }
        return true;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
