package io.automedia.shared;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what is read through it, for those who limit it or show how far it is. What is skipped is read.
public abstract class CountedInputStream extends FilterInputStream {
    protected CountedInputStream(InputStream in) {
        super(in);
    }

    /// So many more bytes were read; refuses them by throwing.
    protected abstract void count(int bytes) throws IOException;

    @Override
    public final int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public final long skip(long bytes) throws IOException {
        return bytes <= 0 ? 0 : readNBytes((int) Math.min(bytes, 8_192)).length;
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
