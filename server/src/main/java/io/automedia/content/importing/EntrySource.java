package io.automedia.content.importing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads a file entry by entry. What is broken in the file is an entry, too; only a failing disk is an
/// exception.
interface EntrySource extends AutoCloseable {
    /// The next entry; null at the end.
    @Nullable
    Entry next() throws IOException;

    @Override
    void close() throws IOException;
}
